internal import Cleanup
@testable internal import Storage
internal import TestSupport
internal import Testing

@Suite("Facts behind verdicts")
struct FactsTests {
  @Test("The one pass over everybody tells of each user what is told of the user alone")
  func passEqualsSingle() async throws {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<5 {
      let seed = generator.next()
      try await withTenant { database in
        var generator = SeededGenerator(seed: seed)
        try await Self.fill(database, &generator)
        let cutoff = day(Int.random(in: 0..<20, using: &generator))
        let (pass, single, early) = try await database.read { (reader) throws(StorageError) in
          var pass: [UserFacts] = []
          try reader.forEachUser { (facts) throws(StorageError) in pass.append(facts) }
          var single: [UserFacts] = []
          for facts in pass {
            if let alone = try reader.facts(of: facts.id) { single.append(alone.inOrder) }
          }
          var early: [UserID] = []
          try reader.forEachUser(createdUntil: cutoff) { (facts) throws(StorageError) in
            early.append(facts.id)
          }
          return (pass.map(\.inOrder), single, early)
        }
        #expect(pass == single, "seed \(seed)")
        let visible = try await database.visibleUsers()
        #expect(pass.count == visible.count, "seed \(seed)")
        #expect(!pass.isEmpty)
        let expected = pass.filter { $0.createdAt.map { $0 <= cutoff } ?? true }.map(\.id)
        #expect(early == expected, "seed \(seed)")
      }
    }
  }

  @Test("Users come by the position of their directory, and then by row")
  func order() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a"), .test("b")])
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putDirectory(named: "first", kind: .embedded, position: 1, at: day(0))
      }
      try await database.importUsers([.test("c"), .test("a")], into: "first")
      let facts = try await Self.all(of: database)
      #expect(facts.map(\.externalID) == ["c", "a", "a", "b"])
    }
  }

  @Test("A username of an earlier directory shadows, open or closed, but not once it vanished")
  func shadows() async throws {
    try await withTenant { database in
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putDirectory(named: "later", kind: .embedded, at: day(0))
      }
      try await database.importUsers([.test("a", isActive: false), .test("b")])
      try await database.importUsers(
        [ImportedUser(externalID: "1", username: "a"), .test("c")], into: "later")
      let users = try await database.directory().id
      var facts = try await Self.all(of: database)
      #expect(facts.map(\.shadowedBy) == [nil, nil, users, nil])
      #expect(try await database.user("1", in: "later").shadowedBy == "users")
      let match = try await database.read { (reader) throws(StorageError) in
        try reader.resolve(UserRef(username: "A"))
      }
      #expect(match == .ambiguous(["users", "later"]))
      try await database.importUsers([.test("b")], at: day(2))
      facts = try await Self.all(of: database)
      #expect(facts.map(\.shadowedBy) == [nil, nil, nil])
    }
  }

  @Test("Members of admin groups come once each, without the closed and the shadowed")
  func members() async throws {
    try await withTenant { database in
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putDirectory(named: "later", kind: .embedded, at: day(0))
      }
      try await database.importUsers([
        .test("a", groups: ["g", "h"]), .test("b", groups: ["g"], isActive: false),
        .test("c", groups: ["other"]),
      ])
      try await database.importUsers(
        [.test("a", groups: ["g"]), .test("d", groups: ["g"])], into: "later")
      let found = try await database.read { (reader) throws(StorageError) in
        let groups = try reader.groups(inDirectory: nil, after: nil, limit: 10).items
          .filter { $0.name != "other" }.map(\.id)
        var found: [String] = []
        try reader.forEachActiveMember(of: groups) { (facts, position) throws(StorageError) in
          found.append("\(position)/\(facts.externalID)")
        }
        return found
      }
      #expect(found == ["1/a", "2/d"])
    }
  }

  @Test("The shortest way into a group shows, and nesting in circles ends")
  func inheritedMemberships() async throws {
    try await withTenant { database in
      let nesting = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "x"), ("x", "c"), ("b", "d")]
      try await database.importUsers(
        [.test("u", groups: ["a"])],
        groups: nesting.map { ImportedGroup(name: $0.0, parent: $0.1) })
      let match = try await database.read { (reader) throws(StorageError) in
        try reader.details(UserRef(username: "u"))
      }
      guard case .found(let details) = match else {
        Issue.record("nobody was found")
        return
      }
      #expect(
        details.memberships == [
          Membership(directory: "users", group: "a"),
          Membership(directory: "users", group: "b", path: ["a", "b"]),
          Membership(directory: "users", group: "c", path: ["a", "b", "c"]),
          Membership(directory: "users", group: "d", path: ["a", "b", "d"]),
          Membership(directory: "users", group: "x", path: ["a", "x"]),
        ])
    }
  }

  private static func all(of database: TenantDatabase) async throws -> [UserFacts] {
    try await database.read { (reader) throws(StorageError) in
      var all: [UserFacts] = []
      try reader.forEachUser { (facts) throws(StorageError) in all.append(facts) }
      return all
    }
  }

  /// Imports into two directories, some of it twice, and adds signals and exemptions.
  private static func fill(
    _ database: TenantDatabase, _ generator: inout SeededGenerator
  ) async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.putDirectory(named: "later", kind: .embedded, at: day(0))
    }
    for round in 0..<4 {
      let users = (0..<40).shuffled(using: &generator).prefix(30).map { number in
        Self.user(number, &generator)
      }
      try await database.importUsers(
        users, into: round % 2 == 0 ? "users" : "later", mode: round < 2 ? .full : .merge,
        at: day(round))
    }
    let ids = try await all(of: database).map(\.id)
    let chosen = ids.filter { _ in Bool.random(using: &generator) }
    let kinds = chosen.map { _ in ActivityKind.allCases.randomElement(using: &generator) }
    _ = try await database.write { (writer) throws(StorageError) in
      for (id, kind) in zip(chosen, kinds) {
        try writer.recordSignal(
          ActivitySignal(kind: kind ?? .session, source: "gateway", time: day(3)), of: id)
        try writer.putExemption(
          Exemption(
            id: "\(id.rawValue)", user: id, directory: "", externalID: "", username: "",
            until: day(9), owner: "owner", reason: "leave", createdAt: day(1), createdBy: "me"))
      }
    }
  }

  private static func user(
    _ number: Int, _ generator: inout SeededGenerator
  ) -> ImportedUser {
    let moment = day(Int.random(in: 0..<20, using: &generator))
    let logins: [ImportedUser.Login] = [.unknown, .never, .at(moment)]
    return ImportedUser(
      externalID: "u\(number)", username: "user\(number)",
      createdAt: Bool.random(using: &generator) ? moment : nil,
      lastLogin: logins.randomElement(using: &generator) ?? .unknown,
      groups: ["a", "b", "c"].filter { _ in Bool.random(using: &generator) },
      isActive: Bool.random(using: &generator))
  }
}

extension UserFacts {
  /// The same facts, signals in one order.
  fileprivate var inOrder: UserFacts {
    var copy = self
    copy.signals.sort { ($0.kind.rawValue, $0.source) < ($1.kind.rawValue, $1.source) }
    return copy
  }
}

internal import Cleanup
@testable internal import Storage
internal import Testing

@Suite("Imports into the embedded directory")
struct ImportTests {
  @Test("Nothing of an import shows before it is finished, and then everything does")
  func visibility() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a", groups: ["g"]), .test("b")])
      let session = try await database.beginImport(
        into: database.directory().id, mode: .full, at: day(2))
      let items = [
        ImportedUser(externalID: "a", username: "renamed", groups: ["g", "h"]), .test("c"),
      ]
      try await session.append(
        users: items, groups: [ImportedGroup(name: "g", parent: "h")], at: day(2))
      #expect(try await database.visibleUsers() == ["a", "b"])
      #expect(try await database.user("a").username == "A")
      #expect(try await database.group("g").parents == [])
      await #expect(throws: StorageError.self) { try await database.group("h") }
      let facts = try await Self.facts(of: database)
      #expect(facts.map(\.externalID) == ["a", "b"])
      #expect(facts.first?.groups.count == 1)

      let summary = try await session.finish(userCount: 2, groupCount: 1, at: day(2)) {
        (_, summary) throws(StorageError) in summary
      }.value
      #expect(try await database.visibleUsers() == ["c", "a"])
      #expect(try await database.user("a").username == "renamed")
      #expect(try await database.group("g").parents == ["h"])
      #expect(try await database.group("h").memberCount == 1)
      #expect((summary.added, summary.updated, summary.unchanged) == (1, 1, 0))
      #expect((summary.vanished, summary.users, summary.groups) == (1, 2, 2))
      #expect(try await database.directory().userCount == 2)
    }
  }

  @Test("A merge leaves alone whom it does not mention; a full import does not")
  func modes() async throws {
    try await withTenant { database in
      let pairs = [ImportedGroup(name: "g", parent: "h")]
      try await database.importUsers([.test("a"), .test("b")], groups: pairs)
      let merged = try await database.importUsers([.test("c")], mode: .merge, at: day(2))
      #expect((merged.added, merged.vanished, merged.users) == (1, 0, 3))
      #expect(try await database.group("g").parents == ["h"])
      let full = try await database.importUsers([.test("a")], mode: .full, at: day(3))
      #expect((full.unchanged, full.vanished, full.users) == (1, 2, 1))
      #expect(try await database.group("g").parents == [])
    }
  }

  @Test("Only a full import makes a directory complete, and a merge leaves it so")
  func completeness() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a")], mode: .merge)
      #expect(try await !database.directory().isComplete)
      #expect(try await database.visibleUsers() == ["a"])
      try await database.importUsers([.test("a"), .test("b")], at: day(2))
      #expect(try await database.directory().isComplete)
      try await database.importUsers([.test("c")], mode: .merge, at: day(3))
      #expect(try await database.directory().isComplete)
    }
  }

  @Test("Who vanished keeps its row, and has it again when it returns")
  func vanishAndReturn() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a", login: .at(day(-5))), .test("b")])
      let before = try await database.user("a")
      try await database.importUsers([.test("b")], at: day(2))
      await #expect(throws: StorageError.self) { try await database.user("a") }
      let gone = try await database.read { (reader) throws(StorageError) in
        (
          try reader.user(before.id), try reader.isVanished(before.id),
          try reader.facts(of: before.id)
        )
      }
      #expect(gone.0 == before)
      #expect(gone.1)
      #expect(gone.2 == nil)
      let summary = try await database.importUsers([.test("a"), .test("b")], at: day(3))
      #expect((summary.added, summary.updated, summary.unchanged) == (0, 1, 1))
      #expect(try await database.user("a") == before, "the login that was known stays known")
    }
  }

  @Test("A login never goes back in time, and never wins over nothing")
  func logins() async throws {
    try await withTenant { database in
      let logins: [(ImportedUser.Login, Moment?)] = [
        (.never, nil), (.at(day(3)), day(3)), (.at(day(2)), day(3)), (.never, day(3)),
        (.unknown, day(3)), (.at(day(4)), day(4)),
      ]
      for (login, expected) in logins {
        try await database.importUsers([.test("a", login: login)], at: day(5))
        let activity = try await database.user("a").lastActivity
        #expect(activity.time == expected)
        #expect(activity != .unknown)
      }
      try await database.importUsers([.test("b")], mode: .merge, at: day(5))
      #expect(try await database.user("b").lastActivity == .unknown)
    }
  }

  @Test("An abandoned import leaves nothing, whether it was cleared or dropped")
  func abandoned() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a")])
      let directory = try await database.directory().id
      for isCleared in [true, false] {
        do {
          let session = try await database.beginImport(into: directory, mode: .full, at: day(2))
          try await session.append(
            users: [.test("a", groups: ["x"]), .test("z", groups: ["x"])],
            groups: [ImportedGroup(name: "x", parent: "y")], at: day(2))
          if isCleared { await session.abandon() }
        }
        let summary = try await database.importUsers([.test("b")], mode: .merge, at: day(3))
        #expect(summary.groups == 0)
        #expect(try await database.visibleUsers() == ["a", "b"])
        #expect(try await Self.rows(of: "users", in: database) == 2)
        #expect(try await Self.rows(of: "pending_users", in: database) == 0)
        #expect(try await Self.rows(of: "memberships", in: database) == 0)
      }
    }
  }

  @Test("An external id may come once in an import, in whatever chunk")
  func duplicates() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("old")])
      let session = try await database.beginImport(
        into: database.directory().id, mode: .full, at: day(2))
      try await session.append(users: [.test("old"), .test("new")], groups: [], at: day(2))
      for id in ["old", "new"] {
        let refused = await #expect(throws: StorageError.self) {
          try await session.append(users: [.test("x"), .test(id)], groups: [], at: day(2))
        }
        #expect(refused?.code == .duplicateItem(index: 1))
      }
      try await session.append(users: [.test("x")], groups: [], at: day(2))
      let summary = try await session.finish(userCount: 3, at: day(2)) {
        (_, summary) throws(StorageError) in summary
      }.value
      #expect((summary.added, summary.unchanged) == (2, 1))
    }
  }

  @Test("Wrong counts, a second import at a time and an ended session are refused")
  func refusals() async throws {
    try await withTenant { database in
      let directory = try await database.directory().id
      let session = try await database.beginImport(into: directory, mode: .full, at: day(1))
      let second = await #expect(throws: StorageError.self) {
        try await database.beginImport(into: directory, mode: .full, at: day(1))
      }
      #expect(second?.code == .conflict)
      try await session.append(users: [.test("a")], groups: [], at: day(1))
      let counted = await #expect(throws: StorageError.self) {
        try await session.finish(userCount: 2, at: day(1)) { (_, _) throws(StorageError) in }
      }
      #expect(counted?.code == .countMismatch)
      #expect(try await database.visibleUsers() == [])
      _ = try await session.finish(userCount: 1, at: day(1)) { (_, _) throws(StorageError) in }
      let ended = await #expect(throws: StorageError.self) {
        try await session.append(users: [.test("b")], groups: [], at: day(1))
      }
      #expect(ended?.code == .conflict)
      #expect(try await database.visibleUsers() == ["a"])
    }
  }

  @Test("An import that finds an account open, or a membership back, ends what was held of it")
  func reactivation() async throws {
    try await withTenant { database in
      let users = [
        ImportedUser.test("a", groups: ["g"], isActive: true), .test("b", groups: ["g"]),
      ]
      try await database.importUsers(users)
      let a = try await database.user("a").id
      let b = try await database.user("b").id
      let group = try await database.group("g").id
      _ = try await database.write { (writer) throws(StorageError) in
        _ = try writer.setActive(false, of: a, at: day(2))
        _ = try writer.removeMembership(of: b, in: group)
        try writer.openHold(
          Hold(id: "1", user: a, effect: .deactivate, isWakeable: true, createdAt: day(2)))
        try writer.openHold(
          Hold(
            id: "2", user: b, effect: .removeFromGroup, group: group, isWakeable: true,
            createdAt: day(2)))
      }
      try await database.importUsers([.test("a", groups: ["g"]), .test("b")], at: day(3))
      #expect(try await !database.user("a").isActive, "an import that says nothing changes nothing")
      #expect(try await Self.openHolds(a, b, in: database) == ["1", "2"])
      try await database.importUsers(users, at: day(4))
      #expect(try await Self.openHolds(a, b, in: database) == [])
      for id in ["a", "b"] {
        let user = try await database.user(id)
        #expect(user.isActive)
        #expect(user.reactivatedAt == day(4))
      }
    }
  }

  private static func openHolds(
    _ users: UserID..., in database: TenantDatabase
  ) async throws -> [String] {
    try await database.read { (reader) throws(StorageError) in
      var ids: [String] = []
      for user in users { ids += try reader.openHolds(of: user).map(\.id) }
      return ids
    }
  }

  private static func rows(of table: String, in database: TenantDatabase) async throws -> Int64 {
    try await database.read { (reader) throws(StorageError) in
      try reader.connection.number("SELECT count(*) FROM \(table)")
    }
  }

  private static func facts(of database: TenantDatabase) async throws -> [UserFacts] {
    try await database.read { (reader) throws(StorageError) in
      var all: [UserFacts] = []
      try reader.forEachUser { (facts) throws(StorageError) in all.append(facts) }
      return all
    }
  }
}

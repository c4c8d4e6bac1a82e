internal import Cleanup
@testable internal import Storage
internal import TestSupport
internal import Testing

@Suite("A user with everything that hangs on it")
struct DetailsTests {
  @Test("It is whom a reference names otherwise too, with memberships, signals and holds in order")
  func everything() async throws {
    try await withTenant { database in
      try await database.importUsers([
        .test("a", login: .at(day(-5)), groups: ["zebra", "Émile", "alpha", "Zulu"]), .test("b"),
      ])
      let user = try await database.user("a")
      let signals = [
        ActivitySignal(kind: .ssoLogin, source: "zeta", time: day(-3)),
        ActivitySignal(kind: .ssoLogin, source: "beta", time: day(-4)),
      ]
      _ = try await database.write { (writer) throws(StorageError) in
        for signal in signals { try writer.recordSignal(signal, of: user.id) }
        try writer.openHold(
          Hold(
            id: Identifier.random(), user: user.id, effect: .deactivate, isWakeable: true,
            createdAt: day(1)))
      }
      let details = try Self.details(UserRef(username: "a"), in: database)
      #expect(details.user == (try await database.user("a")))
      #expect(details.memberships.map(\.group) == ["Zulu", "alpha", "zebra", "Émile"])
      #expect(details.signals.map(\.source) == ["beta", "zeta", "users"])
      #expect(details.user.lastActivity == .known(signals[0]))
      #expect(details.holds.count == 1)
      let byID = UserRef(directory: "users", externalID: "a")
      #expect(try Self.details(byID, in: database) == details)
    }
  }

  @Test("Nested groups come with the way to them")
  func nested() async throws {
    try await withTenant { database in
      try await database.importUsers(
        [.test("a", groups: ["g"])], groups: [ImportedGroup(name: "g", parent: "h")])
      let details = try Self.details(UserRef(username: "A"), in: database)
      #expect(
        details.memberships == [
          Membership(directory: "users", group: "g"),
          Membership(directory: "users", group: "h", path: ["g", "h"]),
        ])
    }
  }

  @Test("Nobody, several and a shadowed one are told apart as everywhere")
  func matches() async throws {
    try await withTenant { database in
      #expect(try Self.match(UserRef(username: "a"), in: database) == .notFound)
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putDirectory(named: "later", kind: .embedded, at: day(0))
      }
      try await database.importUsers([.test("a"), .test("b")])
      try await database.importUsers([.test("a"), .test("c")], into: "later")
      for ref in [
        UserRef(username: "a"), UserRef(username: "c"), UserRef(username: "nobody"),
        UserRef(directory: "later", username: "A"), UserRef(directory: "users", username: "c"),
        UserRef(directory: "later", externalID: "a"), UserRef(directory: "no", externalID: "a"),
        UserRef(directory: "later", externalID: "b"),
      ] {
        let expected = try await database.read { (reader) throws(StorageError) in
          try reader.resolve(ref)
        }
        switch (expected, try Self.match(ref, in: database)) {
        case (.found(let user), .found(let details)): #expect(details.user == user)
        case (.notFound, .notFound): break
        case (.ambiguous(let left), .ambiguous(let right)): #expect(left == right)
        case (let left, let right): Issue.record("\(ref.label): \(left) and \(right)")
        }
      }
    }
  }

  @Test("A quick read sees every commit that was acknowledged before it, whatever it saw before")
  func acknowledged() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a")])
      let user = try await database.user("a")
      for number in 1...50 {
        let source = "source\(number)"
        _ = try Self.details(UserRef(username: "a"), in: database)
        _ = try await database.write { (writer) throws(StorageError) in
          try writer.recordSignal(
            ActivitySignal(kind: .session, source: source, time: day(number)), of: user.id)
          // Not before it is committed.
          let seen = try Self.details(UserRef(username: "a"), in: database)
          #expect(!seen.signals.contains { $0.source == source })
        }
        let seen = try Self.details(UserRef(username: "a"), in: database)
        #expect(seen.signals.contains { $0.source == source })
      }
    }
  }

  @Test("A snapshot that is kept for quick reads keeps no checkpoint from ending")
  func checkpoints() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a")])
      let user = try await database.user("a")
      let other = try ConnectionHandle(database.files.database)
      for number in 1...3 {
        _ = try Self.details(UserRef(username: "a"), in: database)
        _ = try await database.write { (writer) throws(StorageError) in
          try writer.recordSignal(
            ActivitySignal(kind: .session, source: "s\(number)", time: day(number)), of: user.id)
        }
        _ = try Self.details(UserRef(username: "a"), in: database)
        _ = try await database.write { (_) throws(StorageError) in
          // Reads in the middle of a write keep nothing either.
          _ = try Self.details(UserRef(username: "a"), in: database)
          let frames = try other.connection().first("PRAGMA wal_checkpoint(PASSIVE)") {
            (log: $0[1] as Int, done: $0[2] as Int)
          }
          #expect(frames?.log ?? 0 > 0)
          #expect(frames?.log == frames?.done, "frames are left in the log")
        }
      }
    }
  }

  private static func match(
    _ ref: UserRef, in database: TenantDatabase
  ) throws(StorageError) -> UserMatch<UserDetails> {
    try database.readNow { (reader) throws(StorageError) in try reader.details(ref) }
  }

  private static func details(
    _ ref: UserRef, in database: TenantDatabase
  ) throws(StorageError) -> UserDetails {
    guard case .found(let details) = try match(ref, in: database) else {
      throw StorageError(.notFound, "no user \(ref.label)")
    }
    return details
  }
}

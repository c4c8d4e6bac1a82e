internal import Cleanup
@testable internal import Storage
internal import TestSupport
internal import Testing

@Suite("Transactions")
struct TransactionTests {
  private struct Refused: StorageFailure, Equatable {
    var storage: StorageError?
    init(_ error: StorageError) { storage = error }
    init() {}
  }

  @Test("A failure takes back everything, and arrives as it was thrown")
  func rollback() async throws {
    try await withTenant { database in
      let refused = await #expect(throws: Refused.self) {
        try await database.write(failingWith: Refused.self) { (writer) throws(Refused) in
          do throws(StorageError) { try writer.audit(Self.event) } catch { throw Refused(error) }
          throw Refused()
        }
      }
      #expect(refused == Refused())
      let events = try await Self.events(in: database)
      #expect(events == 0)
    }
  }

  @Test("Commit positions count up, and each is durable")
  func positions() async throws {
    try await withTenant { database in
      let first = try await database.write { (writer) throws(StorageError) in
        try writer.audit(Self.event)
      }.position
      let second = try database.writeBlocking { (writer) throws(StorageError) in
        try writer.audit(Self.event)
      }.position
      #expect(first < second)
      try await database.durable(second)
      await #expect(throws: StorageError.self) {
        try await database.durable(CommitPosition(sequence: second.sequence + 1))
      }
    }
  }

  @Test("Who lost the tenant to another instance writes nothing more, but reads")
  func otherOwner() async throws {
    try await withTenant { database in
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.connection.run("UPDATE meta SET owner_epoch = 2")
      }
      let refused = await #expect(throws: StorageError.self) {
        try await database.write { (writer) throws(StorageError) in try writer.audit(Self.event) }
      }
      #expect(refused?.code == .notOwner)
      let events = try await Self.events(in: database)
      #expect(events == 0)
    }
  }

  @Test("Cancelling a task interrupts the statement at work", .timeLimit(.minutes(3)))
  func cancellation() async throws {
    try await withTenant { database in
      let endless: SQL = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
        """
      let (began, begin) = AsyncStream.makeStream(of: Void.self)
      let task = Task {
        try await database.read { (reader) throws(StorageError) in
          begin.yield()
          return try reader.connection.number(endless)
        }
      }
      for await _ in began { break }
      task.cancel()
      let result = await task.result
      #expect(throws: StorageError.cancelled) { try result.get() }
      let events = try await Self.events(in: database)
      #expect(events == 0, "the connection is good for more")
    }
  }

  @Test("A full disk says so and loses nothing that was committed")
  func diskFull() async throws {
    try await withTenant { database in
      try await database.importUsers([.test("a")])
      let limit = try await database.write { (writer) throws(StorageError) in
        let pages = Int(try writer.connection.number("PRAGMA page_count"))
        return try writer.connection.number("PRAGMA max_page_count = \(pages + 4)")
      }.value
      #expect(limit > 0)
      let full = await #expect(throws: StorageError.self) {
        try await database.importUsers((0..<1000).map { .test("u\($0)") }, mode: .merge)
      }
      #expect(full?.code == .full)
      #expect(try await database.visibleUsers() == ["a"])
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.connection.number("PRAGMA max_page_count = 1000000")
      }
      let summary = try await database.importUsers((0..<10).map { .test("u\($0)") }, mode: .merge)
      #expect(summary.users == 11)
    }
  }

  @Test("A read sees one moment, whatever is written beside it")
  func snapshot() async throws {
    try await withTenant { database in
      let counts = try await database.read { (reader) throws(StorageError) in
        let before = try reader.auditEvents(limit: 10).items.count
        _ = try database.writeBlocking { (writer) throws(StorageError) in
          try writer.audit(Self.event)
        }
        return [before, try reader.auditEvents(limit: 10).items.count]
      }
      #expect(counts == [0, 0])
      let events = try await Self.events(in: database)
      #expect(events == 1)
    }
  }

  @Test("Nobody changes or deletes what the audit says", arguments: ["UPDATE", "DELETE"])
  func appendOnly(_ verb: String) async throws {
    try await withTenant { database in
      let caller = Caller(tokenID: "t", tokenName: "n", role: .admin, address: "::1")
      let event = AuditEvent(
        time: day(1), caller: caller, action: "a", subject: "s", before: "1", after: "2")
      _ = try await database.write { (writer) throws(StorageError) in try writer.audit(event) }
      let sql: SQL = verb == "UPDATE" ? "UPDATE audit SET action = 'x'" : "DELETE FROM audit"
      await #expect(throws: StorageError.self) {
        try await database.write { (writer) throws(StorageError) in
          try writer.connection.run(sql)
        }
      }
      let events = try await database.read { (reader) throws(StorageError) in
        try reader.auditEvents(limit: 10).items.reversed().map(\.event)
      }
      #expect(events == [event])
    }
  }

  @Test("An answered call is remembered for a day, once per token, method and id")
  func requests() async throws {
    try await withTenant { database in
      let key = RequestKey(tokenID: "t", method: "m", requestID: "1")
      let request = StoredRequest(key: key, bodyHash: [1], answer: [], time: day(1))
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putRequest(request)
      }
      let twice = await #expect(throws: StorageError.self) {
        try await database.write { (writer) throws(StorageError) in
          try writer.putRequest(request)
        }
      }
      #expect(twice?.code == .conflict)
      let read = { () async throws -> StoredRequest? in
        try await database.read { (reader) throws(StorageError) in try reader.request(key) }
      }
      try await database.prune(at: day(2))
      #expect(try await read() == request)
      try await database.prune(at: day(2).advanced(bySeconds: 1))
      #expect(try await read() == nil)
    }
  }

  @Test("Tokens are stored, revoked once and touched forwards only")
  func tokens() async throws {
    try await withTenant { database in
      let token = AccessToken(
        id: "t", name: "n", role: .reporter, secretHash: [1, 2, 3], createdAt: day(1),
        expiresAt: day(9))
      let stored = try await database.write { (writer) throws(StorageError) in
        try writer.insertToken(token)
        try writer.touchToken("t", at: day(3))
        try writer.touchToken("t", at: day(2))
        return (
          try writer.revokeToken("t", at: day(4))?.after,
          try writer.revokeToken("t", at: day(5))?.before,
          try writer.revokeToken("unknown", at: day(5))?.after
        )
      }.value
      var expected = token
      expected.lastUsedAt = day(3)
      expected.revokedAt = day(4)
      #expect(stored.0 == expected)
      #expect(stored.1 == expected)
      #expect(stored.2 == nil)
      let now = try database.readNow { (reader) throws(StorageError) in try reader.token("t") }
      #expect(now == expected)
    }
  }

  private static let event = AuditEvent(time: day(1), caller: nil, action: "a", subject: "s")

  private static func events(in database: TenantDatabase) async throws -> Int {
    try await database.read { (reader) throws(StorageError) in
      try reader.auditEvents(limit: 100).items.count
    }
  }
}

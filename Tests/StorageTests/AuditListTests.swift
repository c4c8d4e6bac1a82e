internal import Cleanup
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Finding events of the audit")
struct AuditListTests {
  private static let ann = Caller(tokenID: "t1", tokenName: "ann", role: .admin, address: "::1")
  private static let schedule = Caller(tokenID: "", tokenName: "schedule", role: .admin)
  private static let events: [AuditEvent] = [
    AuditEvent(time: day(0), caller: ann, action: "policy.configured", subject: "policy"),
    AuditEvent(time: day(1), caller: schedule, action: "schedule.started", subject: "schedule"),
    AuditEvent(time: day(2), caller: nil, action: "run.ended", subject: "run/1"),
    AuditEvent(time: day(3), caller: ann, action: "user.deactivate", subject: "user/users/4711"),
    AuditEvent(time: day(4), caller: ann, action: "user.reactivate", subject: "user/users/47"),
    AuditEvent(time: day(5), caller: schedule, action: "users.imported", subject: "directory/a"),
  ]

  @Test(
    "Each filter finds what it names and nothing else",
    arguments: [
      (AuditFilter(), [5, 4, 3, 2, 1, 0]),
      (AuditFilter(kind: "user"), [4, 3]), (AuditFilter(kind: "user.deactivate"), [3]),
      (AuditFilter(kind: "use"), []), (AuditFilter(kind: "user.%"), []),
      (AuditFilter(actor: "ann"), [4, 3, 0]), (AuditFilter(actor: "t1"), [4, 3, 0]),
      (AuditFilter(actor: "schedule"), [5, 1]), (AuditFilter(actor: "an"), []),
      (AuditFilter(user: UserRef(directory: "users", externalID: "47")), [4]),
      (AuditFilter(start: day(4)), [5, 4]), (AuditFilter(end: day(1)), [0]),
      (AuditFilter(start: day(1), end: day(3)), [2, 1]),
      (AuditFilter(kind: "user", actor: "ann", start: day(4)), [4]),
    ])
  func filters(_ filter: AuditFilter, _ expected: [Int]) async throws {
    try await withTenant { database in
      try await Self.fill(database)
      for limit in [1, 2, 100] {
        for lookedAt in [1, 2, 50_000] {
          let found = try await walk { (cursor: Int64?) in
            try await database.read { (reader) throws(StorageError) in
              try reader.auditEvents(filter, before: cursor, limit: limit, lookedAt: lookedAt)
            }
          }
          #expect(found.map(\.event) == expected.map { Self.events[$0] })
          #expect(found.map(\.sequence) == expected.map { Int64($0 + 1) })
        }
      }
    }
  }

  @Test("A page looks at so many events at most, and says that there are more")
  func bounded() async throws {
    try await withTenant { database in
      try await Self.fill(database)
      let page = try await database.read { (reader) throws(StorageError) in
        try reader.auditEvents(AuditFilter(kind: "policy"), limit: 10, lookedAt: 3)
      }
      #expect(page.items.isEmpty && page.next == 4)
    }
  }

  private static func fill(_ database: TenantDatabase) async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      for event in events { try writer.audit(event) }
    }
  }

  private func walk(
    _ page: (Int64?) async throws -> Page<AuditRecord, Int64>
  ) async throws -> [AuditRecord] {
    var found: [AuditRecord] = []
    var cursor: Int64?
    repeat {
      let next = try await page(cursor)
      found += next.items
      cursor = next.next
    } while cursor != nil
    return found
  }
}

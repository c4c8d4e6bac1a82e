internal import Cleanup
@testable internal import Storage
internal import Testing

@Suite("Lists, page by page")
struct PageTests {
  @Test("Pages of users together are the whole list, under every filter", arguments: [1, 3, 100])
  func users(limit: Int) async throws {
    try await withTenant { database in
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putDirectory(named: "later", kind: .embedded, at: day(0))
      }
      try await database.importUsers(
        (0..<10).map { .test("u\($0)", groups: $0 % 2 == 0 ? ["even"] : [], isActive: $0 < 7) })
      try await database.importUsers((5..<12).map { .test("u\($0)") }, into: "later")
      let filters: [(UserFilter, Int)] = [
        (UserFilter(), 17), (UserFilter(directory: "later"), 7), (UserFilter(group: "even"), 5),
        (UserFilter(text: "U1"), 3), (UserFilter(isActive: false), 3),
        (UserFilter(directory: "users", group: "even", isActive: true), 4),
        (UserFilter(directory: "nowhere"), 0),
      ]
      for (filter, count) in filters {
        let walked = try await walk { (cursor: UserCursor?) in
          try await database.read { (reader) throws(StorageError) in
            try reader.users(filter, after: cursor, limit: limit)
          }
        }
        #expect(walked.count == count)
        #expect(Set(walked.map(\.id)).count == count)
        #expect(walked.map(\.username) == walked.map(\.username).sorted())
      }
    }
  }

  @Test("Pages of groups, exemptions, tokens, tenants and audit are whole", arguments: [1, 2, 50])
  func others(limit: Int) async throws {
    try await withTenant { database in
      try await database.importUsers(
        (0..<5).map { .test("u\($0)", groups: ["g\($0 % 3)"]) })
      let ids = try await database.read { (reader) throws(StorageError) in
        try reader.users(UserFilter(), after: nil, limit: 10).items.map(\.id)
      }
      _ = try await database.write { (writer) throws(StorageError) in
        for (index, id) in ids.enumerated() {
          try writer.putExemption(
            Exemption(
              id: "e\(index)", user: id, directory: "", externalID: "", username: "",
              until: day(9 - index / 2), owner: "o", reason: "r", createdAt: day(1),
              createdBy: "me"))
          try writer.insertToken(
            AccessToken(
              id: "t\(4 - index)", name: "n", role: .viewer, secretHash: [1],
              createdAt: day(index / 2)))
          try writer.audit(
            AuditEvent(time: day(index), caller: nil, action: "a", subject: "\(index)"))
        }
      }
      let groups = try await walk { (cursor: GroupCursor?) in
        try await database.read { (reader) throws(StorageError) in
          try reader.groups(inDirectory: "users", after: cursor, limit: limit)
        }
      }
      #expect(groups.map(\.name) == ["g0", "g1", "g2"])
      #expect(groups.map(\.memberCount) == [2, 2, 1])
      let exemptions = try await walk { (cursor: ExemptionCursor?) in
        try await database.read { (reader) throws(StorageError) in
          try reader.exemptions(after: cursor, limit: limit)
        }
      }
      #expect(exemptions.map(\.id) == ["e4", "e2", "e3", "e0", "e1"])
      let tokens = try await walk { (cursor: TokenCursor?) in
        try await database.read { (reader) throws(StorageError) in
          try reader.tokens(after: cursor, limit: limit)
        }
      }
      #expect(tokens.map(\.id) == ["t3", "t4", "t1", "t2", "t0"])
      let audit = try await walk { (cursor: Int64?) in
        try await database.read { (reader) throws(StorageError) in
          try reader.auditEvents(before: cursor, limit: limit)
        }
      }
      #expect(audit.map(\.event.subject) == ["4", "3", "2", "1", "0"])
    }
  }

  @Test("Pages of tenants are whole", arguments: [1, 2, 50])
  func tenants(limit: Int) async throws {
    try await withDataFolder { data in
      for name in ["c", "a", "b"] { try await data.createTenant(name) }
      let tenants = try await walk { (cursor: TenantCursor?) in
        try await data.operators.read { (reader) throws(StorageError) in
          try reader.tenants(after: cursor, limit: limit)
        }
      }
      #expect(tenants.map(\.name) == ["a", "b", "c"])
    }
  }
}

/// All items of a list, page after page.
func walk<Item, Cursor>(
  _ page: (Cursor?) async throws -> Page<Item, Cursor>
) async throws -> [Item] {
  var items: [Item] = []
  var cursor: Cursor?
  repeat {
    let next = try await page(cursor)
    items += next.items
    cursor = next.next
  } while cursor != nil
  return items
}

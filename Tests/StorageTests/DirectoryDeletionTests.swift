internal import Cleanup
internal import Foundation
internal import Testing

@testable internal import Storage

@Suite("Deleted directories in storage")
struct DirectoryDeletionTests {
  /// Deletes a directory without clearing it away, as if the process died then.
  private func delete(_ name: String, in tenant: TenantDatabase) async throws {
    let settings = try await tenant.directory(name)
    _ = try await tenant.write { (writer) throws(StorageError) in
      try writer.deleteDirectory(settings)
    }
  }

  private func number(_ sql: String, in tenant: TenantDatabase) async throws -> Int64 {
    try await tenant.read { (reader) throws(StorageError) in
      try reader.connection.number(SQL(text: sql))
    }
  }

  private func put(_ name: String, in tenant: TenantDatabase) async throws {
    _ = try await tenant.write { (writer) throws(StorageError) in
      try writer.putDirectory(named: name, kind: .embedded, at: day(0))
    }
  }

  @Test("Nothing of a deleted directory shows at once, and what it shadowed does")
  func atOnce() async throws {
    try await withTenant { tenant in
      try await put("later", in: tenant)
      try await put("last", in: tenant)
      try await tenant.importUsers([.test("a", groups: ["g"]), .test("b")])
      try await tenant.importUsers([.test("a", groups: ["h"])], into: "later")
      #expect(try await tenant.user("a", in: "later").shadowedBy == "users")
      try await delete("users", in: tenant)
      #expect(try await tenant.user("a", in: "later").shadowedBy == "")
      #expect(try await tenant.visibleUsers() == ["a"])
      let left = try await tenant.read { (reader) throws(StorageError) in
        (
          try reader.directories().map { "\($0.name) \($0.position)" },
          try reader.groups(inDirectory: nil, after: nil, limit: 10).items.map(\.name),
          try reader.loginUsers(named: "a").map(\.user.directory),
          try reader.directory(named: "/1")
        )
      }
      #expect(left.0 == ["later 1", "last 2"])
      #expect(left.1 == ["h"])
      #expect(left.2 == ["later"])
      #expect(left.3 == nil)
      await #expect(throws: StorageError.self) {
        try await tenant.beginImport(into: DirectoryID(rawValue: 1), mode: .full, at: day(2))
      }
    }
  }

  @Test("Clearing away leaves no row, and no row's number is given to somebody else")
  func clearing() async throws {
    try await withTenant { tenant in
      let many = (0..<1000).map { ImportedUser.test("u\($0)", login: .at(day(0)), groups: ["g"]) }
      try await put("first", in: tenant)
      try await tenant.importUsers(
        many, groups: [ImportedGroup(name: "g", parent: "all")], into: "first")
      let last = try await number("SELECT max(id) FROM users", in: tenant)
      try await delete("first", in: tenant)
      try await tenant.clearDeletedDirectories(at: day(2))
      for table in ["memberships", "signals", "group_edges"] {
        #expect(try await number("SELECT count(*) FROM \(table)", in: tenant) == 0, "\(table)")
      }
      // The last of all stays, without a name, until somebody comes behind it.
      let named = "SELECT count(*) FROM users WHERE username <> '' OR external_id <> ''"
      #expect(try await number(named, in: tenant) == 0)
      try await put("first", in: tenant)
      let new = try await tenant.directory("first")
      #expect(new.id.rawValue == 3 && new.userCount == 0 && !new.isComplete)
      try await tenant.importUsers([.test("new", groups: ["g"])], into: "first")
      #expect(try await tenant.user("new", in: "first").id.rawValue == last + 1)
      #expect(try await tenant.group("g").memberCount == 1)
      try await tenant.clearDeletedDirectories(at: day(2))
      #expect(try await number("SELECT count(*) FROM users", in: tenant) == 1)
      #expect(try await number("SELECT count(*) FROM groups", in: tenant) == 1)
      #expect(try await number("SELECT count(*) FROM directories", in: tenant) == 2)
    }
  }

  @Test("What was interrupted is found, and goes on wherever it stood")
  func interrupted() async throws {
    try await withTenant { tenant in
      try await put("other", in: tenant)
      try await tenant.importUsers((0..<600).map { .test("u\($0)", groups: ["g"]) })
      try await tenant.importUsers([.test("x", groups: ["h"])], into: "other")
      try await delete("users", in: tenant)
      let isLeft = { () async throws -> Bool in
        try await tenant.read { (reader) throws(StorageError) in
          try reader.hasUnclearedDirectories()
        }
      }
      #expect(try await isLeft())
      _ = try await tenant.write { (writer) throws(StorageError) in
        try writer.clearDeletedUsers(of: DirectoryID(rawValue: 1), after: 0, limit: 250)
      }
      #expect(try await isLeft())
      #expect(try await tenant.visibleUsers() == ["x"])
      // Whatever clears old things away goes on with it.
      try await tenant.prune(at: day(2))
      #expect(try await !isLeft())
      #expect(try await number("SELECT count(*) FROM users", in: tenant) == 1)
      #expect(try await number("SELECT count(*) FROM directories", in: tenant) == 1)
    }
  }

  @Test("Memberships and holds in groups of a deleted directory go with it, and their users stay")
  func otherDirectories() async throws {
    try await withTenant { tenant in
      try await put("other", in: tenant)
      try await tenant.importUsers([.test("a", groups: ["g"])])
      try await tenant.importUsers([.test("x", groups: ["own"])], into: "other")
      let group = try await tenant.group("g").id
      let user = try await tenant.user("x", in: "other").id
      let (own, directory) = (try await tenant.group("own").id, try await tenant.directory().id)
      _ = try await tenant.write { (writer) throws(StorageError) in
        _ = try writer.joinGroup(group, user)
        for (id, group) in [("h1", group), ("h2", own)] {
          try writer.openHold(
            Hold(
              id: id, user: user, effect: .removeFromGroup, group: group, isWakeable: true,
              createdAt: day(1), runID: ""))
        }
      }
      let held = try await tenant.read { (reader) throws(StorageError) in
        try reader.heldCount(in: directory)
      }
      #expect(held == 1)
      try await delete("users", in: tenant)
      try await tenant.clearDeletedDirectories(at: day(2))
      let (holds, groups) = try await tenant.read { (reader) throws(StorageError) in
        (try reader.openHolds(of: user), try reader.memberGroups(of: user))
      }
      #expect(holds.map(\.id) == ["h2"])
      #expect(groups == [own])
      #expect(try await tenant.visibleUsers() == ["x"])
    }
  }
}

internal import Cleanup
@testable internal import Storage
internal import Testing

@Suite("Listings of remote directories")
struct RemoteListingTests {
  /// Users, and groups by name with the locators of their members.
  private struct Listing {
    var users: [ImportedUser]
    var groups: [(group: ListedGroup, members: [String])]

    var items: [ListedItem] {
      users.map {
        .user(ListedUser($0, locator: "at-\($0.externalID)", loginGranularitySeconds: 60))
      }
        + groups.flatMap { entry -> [ListedItem] in
          [
            .group(entry.group),
            .members(ListedMembers(of: entry.group.externalID, locators: entry.members)),
          ]
        }
    }
  }

  private func withDirectory(_ body: (TenantDatabase) async throws -> Void) async throws {
    try await withTenant { database in
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putDirectory(named: "corp", kind: .ldap, at: day(0))
      }
      try await body(database)
    }
  }

  @discardableResult
  private func list(
    _ listing: Listing, into database: TenantDatabase, at now: Moment, chunk: Int = 3
  ) async throws -> ImportSummary {
    let session = try await database.beginImport(
      into: database.directory("corp").id, mode: .full, at: now)
    var rest = listing.items[...]
    while !rest.isEmpty {
      try await session.append(Array(rest.prefix(chunk)), at: now)
      rest = rest.dropFirst(chunk)
    }
    try await session.resolveMembers()
    return try await session.finish(at: now) { (_, summary) throws(StorageError) in summary }
      .value
  }

  private func memberships(in database: TenantDatabase) async throws -> Set<String> {
    try await database.read { (reader) throws(StorageError) in
      Set(
        try reader.connection.all(
          """
          SELECT u.external_id || '>' || g.name FROM memberships m
          JOIN users u ON u.id = m.user_id JOIN groups g ON g.id = m.group_id
          """
        ) { $0.text(0) })
    }
  }

  private func hasIndex(_ name: String, in database: TenantDatabase) async throws -> Bool {
    try await database.read { (reader) throws(StorageError) in
      try reader.connection.exists("SELECT 1 FROM sqlite_schema WHERE name = ?", name)
    }
  }

  @Test("The first listing makes the index by group at its end, and keeps that by name")
  func firstListing() async throws {
    try await withDirectory { database in
      let session = try await database.beginImport(
        into: database.directory("corp").id, mode: .full, at: day(0))
      try await session.append(Self.first.items, at: day(0))
      try await session.resolveMembers()
      #expect(try await hasIndex("users_by_key", in: database))
      #expect(try await !hasIndex("memberships_by_group", in: database))
      await session.abandon()
      #expect(try await hasIndex("memberships_by_group", in: database))
      try await list(Self.first, into: database, at: day(1))
      #expect(try await hasIndex("memberships_by_group", in: database))
      _ = try await database.beginImport(
        into: database.directory("corp").id, mode: .full, at: day(2))
      #expect(try await hasIndex("memberships_by_group", in: database))
    }
  }

  private func rows(of table: String, in database: TenantDatabase) async throws -> Int64 {
    try await database.read { (reader) throws(StorageError) in
      try reader.connection.number("SELECT count(*) FROM \(table)")
    }
  }

  private static let first = Listing(
    users: [
      .test("a", login: .at(day(-9)), isActive: true), .test("b", login: .never, isActive: true),
      .test("c", isActive: false),
    ],
    groups: [
      (ListedGroup(externalID: "1", name: "all", locator: "at-1"), ["at-a", "at-2", "at-nobody"]),
      (ListedGroup(externalID: "2", name: "some", locator: "at-2"), ["at-b", "at-c", "at-b"]),
    ])

  @Test("A first listing shows users, groups, memberships by locators and nesting")
  func first() async throws {
    try await withDirectory { database in
      let summary = try await list(Self.first, into: database, at: day(1))
      #expect((summary.added, summary.updated, summary.unchanged) == (3, 0, 0))
      #expect((summary.users, summary.groups, summary.vanished) == (3, 2, 0))
      #expect(try await memberships(in: database) == ["a>all", "b>some", "c>some"])
      #expect(try await database.group("some").parents == ["all"])
      #expect(try await database.user("c", in: "corp").isActive == false)
      guard case .known(let signal) = try await database.user("a", in: "corp").lastActivity else {
        Issue.record("nothing is known of the last login")
        return
      }
      #expect(signal.time == day(-9))
      #expect(signal.kind == .directoryReport)
      #expect(signal.granularitySeconds == 60)
      let directory = try await database.directory("corp")
      #expect(directory.isComplete && directory.failure == nil)
      for table in ["pending_users", "imports"] {
        #expect(try await rows(of: table, in: database) == 0, "\(table)")
      }
    }
  }

  @Test("A second listing changes what differs, and nothing shows before it is finished")
  func second() async throws {
    try await withDirectory { database in
      try await list(Self.first, into: database, at: day(1))
      var listing = Self.first
      listing.users[0].displayName = "Ann"
      listing.users.removeLast()
      listing.users.append(.test("d", isActive: true))
      listing.groups[0].group.name = "everybody"
      listing.groups[0].members = ["at-a", "at-b", "at-d"]
      listing.groups[1].members = ["at-d"]
      let session = try await database.beginImport(
        into: database.directory("corp").id, mode: .full, at: day(2))
      try await session.append(listing.items, at: day(2))
      try await session.resolveMembers()
      #expect(try await database.visibleUsers() == ["a", "b", "c"])
      #expect(try await database.group("some").parents == ["all"])
      #expect(
        try await memberships(in: database).isSuperset(of: ["a>all", "b>some", "c>some"]))
      let summary = try await session.finish(at: day(2)) {
        (_, summary) throws(StorageError) in summary
      }.value
      // Of b only memberships changed.
      #expect((summary.added, summary.updated, summary.unchanged) == (1, 2, 0))
      #expect((summary.users, summary.groups, summary.vanished) == (3, 2, 1))
      #expect(
        try await memberships(in: database) == [
          "a>everybody", "b>everybody", "d>everybody", "d>some", "c>some",
        ])
      #expect(try await database.group("some").parents == [])
      #expect(try await database.user("a", in: "corp").displayName == "Ann")

      let same = try await list(listing, into: database, at: day(3))
      #expect((same.added, same.updated, same.unchanged, same.vanished) == (0, 0, 3, 0))
    }
  }

  @Test("Groups that are gone go, unless something is held of them")
  func goneGroups() async throws {
    try await withDirectory { database in
      try await list(Self.first, into: database, at: day(1))
      let user = try await database.user("a", in: "corp").id
      _ = try await database.write { (writer) throws(StorageError) in
        let graph = try writer.reader.groupGraph()
        let group = graph.groups(named: ["all"], in: nil)[0]
        try writer.openHold(
          Hold(
            id: "h", user: user, effect: .removeFromGroup, group: group, groupName: "all",
            isWakeable: true, createdAt: day(1), runID: ""), by: "")
      }
      var listing = Self.first
      listing.groups = []
      let summary = try await list(listing, into: database, at: day(2))
      #expect(summary.groups == 1)
      #expect(try await memberships(in: database) == [])
      #expect(try await database.group("all").memberCount == 0)
    }
  }

  @Test("Members named by their ids are those who were listed, whatever they were called")
  func membersByID() async throws {
    try await withDirectory { database in
      try await list(Self.first, into: database, at: day(1))
      let session = try await database.beginImport(
        into: database.directory("corp").id, mode: .full, at: day(2))
      // Without c, who is a member of nothing any more.
      try await session.append(Self.first.items.filter { $0 != Self.first.items[2] }, at: day(2))
      try await session.append(
        [.members(ListedMembers(of: "2", locators: [], users: ["a", "b", "c", "nobody"]))],
        at: day(2))
      try await session.resolveMembers()
      _ = try await session.finish(at: day(2)) { (_, summary) throws(StorageError) in summary }
      #expect(try await memberships(in: database) == ["a>all", "a>some", "b>some", "c>some"])
    }
  }

  @Test("A failed listing leaves everything as it was, and its users to nobody")
  func failure() async throws {
    try await withDirectory { database in
      try await list(Self.first, into: database, at: day(1))
      let session = try await database.beginImport(
        into: database.directory("corp").id, mode: .full, at: day(2))
      try await session.append([Self.first.items[0]], at: day(2))
      await #expect(throws: StorageError.self) {
        try await session.append([Self.first.items[0]], at: day(2))
      }
      await session.abandon()
      let id = try await database.directory("corp").id
      let failure = ListingFailure(failedAt: day(2), message: "It broke.")
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.noteFailure(failure, of: id)
      }
      var directory = try await database.directory("corp")
      #expect(!directory.isComplete && directory.failure == failure && directory.userCount == 3)
      #expect(try await memberships(in: database) == ["a>all", "b>some", "c>some"])
      for table in ["pending_users", "imports"] {
        #expect(try await rows(of: table, in: database) == 0, "\(table)")
      }
      try await list(Self.first, into: database, at: day(3))
      directory = try await database.directory("corp")
      #expect(directory.isComplete && directory.failure == nil)
    }
  }

  @Test("Members are found by keys, so that a directory costs no more than its memberships")
  func plans() async throws {
    try await withDirectory { database in
      let statements = [
        MembershipResolution.stored, MembershipResolution.staging,
      ]
      for statement in statements {
        let plan = try await database.read { (reader) throws(StorageError) in
          try reader.connection.all("EXPLAIN QUERY PLAN \(statement.text)") { $0.text(3) }
        }
        #expect(!plan.isEmpty)
        for step in plan {
          #expect(!step.contains("SCAN"), "\(step)")
          #expect(!step.contains("TEMP B-TREE"), "\(step)")
        }
      }
    }
  }

  @Test("A directory of several chunks is listed anew without a change")
  func unchanged() async throws {
    try await withDirectory { database in
      let users = (0..<2500).map { ImportedUser.test("u\($0)", isActive: true) }
      let groups = (0..<50).map { number in
        (
          group: ListedGroup(
            externalID: "g\(number)", name: "g\(number)", locator: "at-g\(number)"),
          members: (0..<400).map { "at-u\((number * 97 + $0) % 2500)" }
        )
      }
      let listing = Listing(users: users, groups: groups)
      try await list(listing, into: database, at: day(1), chunk: 500)
      let before = try await memberships(in: database)
      #expect(before.count == 20_000)
      let summary = try await list(listing, into: database, at: day(2), chunk: 500)
      #expect((summary.added, summary.updated, summary.unchanged) == (0, 0, 2500))
      #expect(try await memberships(in: database) == before)
    }
  }

  @Test("A member that may be a user or a group is nobody: the listing is refused")
  func ambiguous() async throws {
    try await withDirectory { database in
      var listing = Self.first
      listing.groups[0].group.locator = "at-a"
      listing.groups[1].members = ["at-a"]
      await #expect { try await list(listing, into: database, at: day(1)) } throws: {
        ($0 as? StorageError)?.code == .rejectedListing
      }
    }
  }

  @Test("A listing that empties a group which the policy excepts is refused, and changes nothing")
  func guardedGroups() async throws {
    try await withDirectory { database in
      try await list(Self.first, into: database, at: day(1))
      var policy = Policy(action: .deactivate, inactiveAfterDays: 90)
      policy.exceptions.groups = ["some"]
      let stored = policy
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.putPolicy(stored, by: "admin", at: day(1))
      }
      var listing = Self.first
      listing.groups[1].members = []
      await #expect { try await list(listing, into: database, at: day(2)) } throws: {
        let error = $0 as? StorageError
        return error?.code == .rejectedListing && error?.message.contains("some") == true
      }
      #expect(try await memberships(in: database) == ["a>all", "b>some", "c>some"])
      listing.groups[1].members = ["at-a"]
      try await list(listing, into: database, at: day(3))
      #expect(try await memberships(in: database) == ["a>all", "a>some"])
    }
  }

  @Test("Ids that were all replaced hold runs, though there are as many users as before")
  func replacedIDs() async throws {
    try await withDirectory { database in
      try await list(Self.first, into: database, at: day(1))
      var listing = Self.first
      listing.users = listing.users.map { user in
        var renamed = user
        renamed.externalID += "-new"
        return renamed
      }
      listing.groups = []
      let summary = try await list(listing, into: database, at: day(2))
      #expect((summary.added, summary.vanished, summary.users) == (3, 3, 3))
      #expect(summary.held != nil)
    }
  }

  @Test("How a directory is reached is stored with it, and its secret apart")
  func settings() async throws {
    try await withDirectory { database in
      let id = try await database.directory("corp").id
      let remote = RemoteSettings.ldap(
        LDAPSettings(
          host: "ldap.example.com", bindName: "cn=x", preset: .openLDAP, userBase: "dc=example"))
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.setRemote(remote, secret: [1, 2, 3], keepsSecret: false, of: id)
      }
      var stored = try await database.directory("corp")
      #expect(stored.remote == remote && stored.hasSecret)
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.setRemote(remote, secret: nil, keepsSecret: true, of: id)
      }
      let secret = try await database.read { (reader) throws(StorageError) in
        try reader.secret(of: id)
      }
      #expect(secret == [1, 2, 3])
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.setRemote(remote, secret: nil, keepsSecret: false, of: id)
      }
      stored = try await database.directory("corp")
      #expect(!stored.hasSecret)
    }
  }

  @Test("Whoever is closed because of us stays known where nobody who is closed is listed")
  func heldUsers() async throws {
    try await withDirectory { database in
      try await list(Self.first, into: database, at: day(1))
      let a = try await database.user("a", in: "corp")
      _ = try await database.write { (writer) throws(StorageError) in
        _ = try writer.setActive(false, of: a.id, at: day(2))
        try writer.openHold(
          Hold(
            id: "h", user: a.id, effect: .deactivate, isWakeable: true, createdAt: day(2),
            runID: "r"))
      }
      var open = Self.first
      open.users.removeFirst()
      let summary = try await list(open, into: database, at: day(3))
      #expect(summary.vanished == 0 && summary.users == 3)
      #expect(try await database.user("a", in: "corp").isActive == false)

      // Somebody made the account anew: the old one is nobody's login any more.
      open.users.append(ImportedUser(externalID: "z", username: a.username, isActive: true))
      let renewed = try await list(open, into: database, at: day(4))
      #expect(renewed.vanished == 1 && renewed.users == 3)
    }
  }
}

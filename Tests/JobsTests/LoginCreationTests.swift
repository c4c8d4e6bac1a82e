internal import Cleanup
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Logins of users who are new, and claims", .timeLimit(.minutes(1)))
struct LoginCreationTests {
  private typealias Attribute = DirectoryProvisioning.AttributeMapping
  private typealias Group = DirectoryProvisioning.GroupMapping

  /// Creates, updates, puts into `members`, and maps `dept=it` to `extras`.
  private let whole = DirectoryProvisioning(
    directory: "users", createsUsers: true, updatesUsers: true, defaultGroups: ["members"],
    attributes: [
      Attribute(claim: "name", attribute: .displayName),
      Attribute(claim: "mail", attribute: .email),
      Attribute(claim: "sub", attribute: .externalID),
    ],
    groups: [Group(claim: "dept", value: "it", group: "extras", isRemovedWhenGone: true)])

  private let claims = [
    Claim(name: "name", values: ["Zoe Z"]), Claim(name: "mail", values: ["zoe@example.com"]),
    Claim(name: "sub", values: ["s-1"]), Claim(name: "dept", values: ["hr", "it"]),
  ]

  private func withUsers(
    _ settings: Provisioning? = nil, _ body: (JobTenant) async throws -> Void
  ) async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers(
        [tenant.user("ann", daysAgo: 1, groups: ["members", "extras"])],
        groups: [ImportedGroup(name: "admins"), ImportedGroup(name: "leads", parent: "admins")])
      try await tenant.provision(settings ?? Provisioning(directories: [whole]))
      try await body(tenant)
    }
  }

  @Test("An unknown user is created with attributes and groups, once")
  func created() async throws {
    try await withUsers { tenant in
      let answer = try await tenant.login("zoe", claims: claims)
      #expect(answer.outcome == .created && answer.isActive && answer.username == "zoe")
      #expect(answer.user == UserRef(directory: "users", externalID: "s-1"))
      #expect(answer.effects.map(\.code) == [.created, .groupAdded, .groupAdded])
      let zoe = try #require(try await tenant.details("zoe"))
      #expect(zoe.user.displayName == "Zoe Z" && zoe.user.email == "zoe@example.com")
      #expect(zoe.memberships.map(\.group) == ["extras", "members"])
      #expect(zoe.user.lastActivity.time == tenant.now && zoe.user.reactivatedAt == nil)
      #expect(try await tenant.audit(of: "s-1").map(\.action) == ["login.created"])
      #expect(try await tenant.login("Zoe", claims: claims).outcome == .letIn)
      #expect(try await count(tenant) == 2)
    }
  }

  @Test("Nobody is created where it is switched off, and nobody hears of it")
  func off() async throws {
    try await withUsers(Provisioning()) { tenant in
      let answer = try await tenant.login("zoe")
      #expect(answer.outcome == .refused && answer.user == nil)
      #expect(answer.obstacles == [LoginObstacle(.userUnknown)])
      let events = try await tenant.database.read { (reader) throws(StorageError) in
        try reader.auditEvents(limit: 1000).items.reversed().map(\.event)
      }
      #expect(!events.contains { $0.action.hasPrefix("login.") })
    }
  }

  @Test("Nobody is unknown while a directory was never read whole, or by a login before it was")
  func incomplete() async throws {
    try await withUsers { tenant in
      #expect(
        try await tenant.login("zoe", atSeconds: -1).obstacles == [LoginObstacle(.loginTooOld)])
      try await tenant.putDirectory("second")
      #expect(
        try await tenant.login("zoe").obstacles
          == [LoginObstacle(.directoryIncomplete, directory: "second")])
      // A merge is no listing.
      let other = [tenant.user("other", daysAgo: 1)]
      try await tenant.importUsers(other, mode: .merge, directory: "second")
      #expect(
        try await tenant.login("zoe").obstacles
          == [LoginObstacle(.directoryIncomplete, directory: "second")])
      try await tenant.importUsers(other + [tenant.user("zoe", daysAgo: 1)], directory: "second")
      #expect(try await tenant.login("zoe").user?.directory == "second")
      // The name is known, whatever directory is asked for.
      #expect(
        try await tenant.login("zoe", directory: "users").obstacles == [LoginObstacle(.nameTaken)])
      #expect(try await count(tenant) == 3)
    }
  }

  @Test("Whom a person closed gets no second account, not even once a listing leaves the user out")
  func blocked() async throws {
    try await withUsers { tenant in
      _ = try await tenant.act(.deactivate, "ann")
      try await tenant.importUsers([tenant.user("bob", daysAgo: 1)])
      #expect(try await tenant.login("ann").obstacles == [LoginObstacle(.blocked)])
      #expect(try await tenant.details("ann") == nil)
      #expect(
        try await tenant.login(
          "other", claims: [Claim(name: "sub", values: ["id-ann"])]
        ).obstacles == [LoginObstacle(.blocked)])
    }
  }

  @Test("Who left the listing with an open account comes back as the same user")
  func readmitted() async throws {
    try await withUsers { tenant in
      let before = try #require(try await tenant.details("ann")).user.id
      try await tenant.importUsers([tenant.user("bob", daysAgo: 1)])
      let answer = try await tenant.login("ann", claims: [Claim(name: "sub", values: ["id-ann"])])
      #expect(answer.outcome == .created)
      let ann = try #require(try await tenant.details("ann"))
      #expect(ann.user.id == before && ann.memberships.map(\.group) == ["members"])
      #expect(try await count(tenant) == 2)
    }
  }

  @Test("An id of another user, and a name that an import is bringing, are left alone")
  func taken() async throws {
    try await withUsers { tenant in
      let same = [Claim(name: "sub", values: ["id-ann"])]
      #expect(
        try await tenant.login("zoe", claims: same).obstacles == [LoginObstacle(.nameTaken)])
      let directory = try #require(
        try await tenant.database.read { (reader) throws(StorageError) in
          try reader.directory(named: "users")
        })
      let session = try await tenant.database.beginImport(
        into: directory.id, mode: .full, at: tenant.now)
      try await session.append(
        users: [tenant.user("zoe", daysAgo: 3)], groups: [], at: tenant.now)
      #expect(
        try await tenant.login("zoe").obstacles
          == [LoginObstacle(.directoryIncomplete, directory: "users")])
      // Whom a login creates meanwhile the listing cannot know of.
      #expect(try await tenant.login("new", clockSeconds: 5).outcome == .created)
      _ = try await session.finish(at: tenant.now.advanced(bySeconds: 9)) {
        (_, summary) throws(StorageError) in summary
      }
      #expect(try await tenant.details("new")?.user.isActive == true)
      #expect(try await tenant.details("ann") == nil)
      #expect(try await tenant.login("zoe").user?.externalID == "id-zoe")
    }
  }

  @Test("Creations a day and seats are limited, and the next day begins anew")
  func limits() async throws {
    let settings = Provisioning(directories: [whole], maxCreationsPerDay: 2)
    try await withUsers(settings) { tenant in
      #expect(try await tenant.login("new1").outcome == .created)
      #expect(try await tenant.login("new2").outcome == .created)
      #expect(try await tenant.login("new3").obstacles == [LoginObstacle(.creationLimit)])
      let tomorrow = try await tenant.login("new3", clockSeconds: 86_400)
      #expect(tomorrow.outcome == .created)
      try await tenant.provision(Provisioning(directories: [whole], seatLimit: 4))
      #expect(try await tenant.login("new4").obstacles == [LoginObstacle(.seatsFull)])
      try await tenant.provision(Provisioning(directories: [whole], seatLimit: 5))
      #expect(try await tenant.login("new4").outcome == .created)
    }
  }

  @Test("Groups follow claims, and only what a claim gave goes with it")
  func follow() async throws {
    try await withUsers { tenant in
      // Ann is in the group by the import, which no claim takes back.
      #expect(try await tenant.login("ann", claims: claims).effects.map(\.code) == [.updated])
      #expect(try await tenant.login("ann").effects.isEmpty)
      #expect(try await tenant.details("ann")?.memberships.map(\.group) == ["extras", "members"])
      _ = try await tenant.login("zoe", claims: claims)
      let later = try await tenant.login("zoe", clockSeconds: 10)
      #expect(later.effects == [LoginEffect(.groupRemoved, group: "extras")])
      #expect(try await tenant.details("zoe")?.memberships.map(\.group) == ["members"])
      // A login that is told of late says nothing of now.
      let late = try await tenant.login("zoe", atSeconds: 1, claims: claims, clockSeconds: 20)
      #expect(late.outcome == .letIn && late.effects.isEmpty)
      let back = try await tenant.login("zoe", claims: claims, clockSeconds: 30)
      #expect(back.effects == [LoginEffect(.groupAdded, group: "extras")])
      // What a person took no claim gives back.
      _ = try await tenant.act(.removeFromGroup("extras"), "zoe")
      #expect(try await tenant.login("zoe", claims: claims, clockSeconds: 40).effects.isEmpty)
    }
  }

  @Test("Claims lead to administrators only where that is switched on, by nesting too")
  func administrators() async throws {
    var settings = whole
    settings.groups = [Group(claim: "dept", value: "it", group: "leads")]
    try await withUsers(Provisioning(directories: [settings])) { tenant in
      try await tenant.configure(
        Policy(
          action: .deactivate, inactiveAfterDays: 90,
          protection: AdminProtection(adminGroups: ["admins"])))
      let answer = try await tenant.login("zoe", claims: claims)
      #expect(answer.outcome == .created)
      #expect(answer.obstacles == [LoginObstacle(.adminGroup, group: "leads")])
      try await tenant.provision(
        Provisioning(directories: [settings], allowsAdminGroups: true))
      let allowed = try await tenant.login("zoe", claims: claims)
      #expect(allowed.effects == [LoginEffect(.groupAdded, group: "leads")])
    }
  }

  private func count(_ tenant: JobTenant) async throws -> Int {
    try await tenant.database.read { (reader) throws(StorageError) in
      try reader.directories().userCount
    }
  }
}

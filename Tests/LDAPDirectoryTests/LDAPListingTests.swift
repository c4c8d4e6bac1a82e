internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import LDAPDirectory

@Suite("Listings of LDAP directories")
struct LDAPListingTests {
  private static let names = (1...320).map { "u\($0)" }

  @Test("Everybody is listed, with groups, groups in groups, closed accounts and last logins")
  func everything() async throws {
    let groups =
      Slapd.group("staff", ["cn=crew,ou=groups,\(Slapd.base)", Slapd.person("u1")])
      + Slapd.group("crew", ["UID=U2, OU=People, DC=acme, DC=test", "uid=gone,dc=elsewhere"])
      + Slapd.group("all", Self.names.map(Slapd.person)) + Slapd.group("nobody", [""])
    let slapd = try await Slapd(
      ldif: Slapd.people(Self.names)
        + Slapd.people(["shut"], extra: "pwdAccountLockedTime: 000001010000Z")
        + Slapd.people(["failed"], extra: "pwdAccountLockedTime: 20200101000000Z")
        + Slapd.people(["sleeper"], extra: "pwdLastSuccess: 20200229173000Z") + groups)
    let start = Moment(Date()).advanced(bySeconds: -2)
    try await slapd.logIn("u7")
    let listed = try await Listed(slapd.directory())
    #expect(
      Set(listed.users.map(\.user.username))
        == Set(Self.names + ["shut", "failed", "sleeper", "svc"]))
    #expect(listed.users.count == 324 && listed.lateUsers == 0)
    let first = try #require(listed.user("u1"))
    #expect(first.displayName == "U1" && first.email == "u1@acme.test")
    #expect(first.createdAt.map { $0 >= start } == true && first.isActive == true)
    #expect(first.externalID.count == 36)
    #expect(listed.user("shut")?.isActive == false && listed.user("failed")?.isActive == true)
    #expect(listed.user("sleeper")?.lastLogin == .at(Moment(seconds: 1_582_997_400)))
    #expect(first.lastLogin == .never)
    guard case .at(let login) = listed.user("u7")?.lastLogin else {
      Issue.record("the last login is missing")
      return
    }
    #expect(login >= start)
    #expect(listed.members(of: "staff") == ["crew", "u1"])
    #expect(listed.members(of: "crew") == ["u2", "?"])
    #expect(listed.members(of: "all") == Set(Self.names))
    #expect(listed.members(of: "nobody").isEmpty && listed.groups.count == 4)
  }

  @Test("Whoever is renamed stays the same, also as a member")
  func renaming() async throws {
    let slapd = try await Slapd(
      ldif: Slapd.people(["ann", "bob"]) + Slapd.group("crew", [Slapd.person("ann")]))
    let before = try await Listed(slapd.directory())
    try await slapd.modify(
      """
      dn: \(Slapd.person("ann"))
      changetype: modrdn
      newrdn: uid=Änne Ö
      deleteoldrdn: 1
      """)
    let after = try await Listed(slapd.directory())
    #expect(after.user("Änne Ö")?.externalID == before.user("ann")?.externalID)
    #expect(after.members(of: "crew") == ["Änne Ö"])
  }

  @Test("Whoever is renamed after users were listed, and before groups, stays a member, by the id")
  func renamingMeanwhile() async throws {
    let strangers = ["cn=printer,ou=people,\(Slapd.base)", "uid=nobody,ou=people,\(Slapd.base)"]
    let slapd = try await Slapd(
      ldif: Slapd.people(Self.names)
        + "dn: \(strangers[0])\nobjectClass: applicationProcess\ncn: printer\n\n"
        + Slapd.group("all", Self.names.map(Slapd.person) + strangers)
        + Slapd.group("crew", [Slapd.person("u7"), "cn=all,ou=groups,\(Slapd.base)"]))
    let listing = try await slapd.directory().listing()
    var ids: [String: String] = [:]
    while ids.count < 321, let items = try await listing.next() {
      for case .user(let user) in items { ids[user.user.username] = user.user.externalID }
    }
    try await slapd.modify(
      "dn: \(Slapd.person("u7"))\nchangetype: modrdn\nnewrdn: uid=New Name\ndeleteoldrdn: 1\n")
    // The server enters the new name in groups by itself, after it has answered.
    try await eventually("the groups name it anew") {
      try await slapd.search("(member=uid=New Name,ou=people,\(Slapd.base))", ["cn"])
        .split(separator: "\n").filter { $0.hasPrefix("cn:") }.count == 2
    }
    var found: [String: [String]] = [:]
    var names: [String: String] = [:]
    while let items = try await listing.next() {
      for item in items {
        switch item {
        case .group(let group): names[group.externalID] = group.name
        case .members(let members): found[members.group, default: []] += members.users
        case .user(let user): Issue.record("\(user.user.username) came late")
        }
      }
    }
    let renamed = try #require(ids["u7"])
    let printer = try await slapd.search("(cn=printer)", ["entryUUID"])
    // Whoever is no user is told apart by who was listed.
    for (group, users) in found {
      #expect(users.contains(renamed), "\(names[group] ?? "")")
      #expect(users.allSatisfy { $0 == renamed || printer.contains($0) }, "\(users)")
    }
    #expect(Set(found.keys.compactMap { names[$0] }) == ["all", "crew"])
  }

  @Test("Where the server keeps no logins, nothing is known of anybody's")
  func unknownLogins() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(["ann"]), keepsLogins: false)
    try await slapd.logIn("ann")
    let without = try await Listed(slapd.directory())
    #expect(without.users.count == 2)
    #expect(without.users.allSatisfy { $0.user.lastLogin == .unknown })
    let keeping = try await Slapd(ldif: Slapd.people(["ann", "bob"]))
    // Only who asks has logged in.
    let fresh = try await Listed(keeping.directory())
    #expect(fresh.user("ann")?.lastLogin == .unknown)
    try await keeping.logIn("ann")
    #expect(try await Listed(keeping.directory()).user("bob")?.lastLogin == .never)
  }

  @Test("Members of a large group come in parts")
  func largeGroup() async throws {
    let members = (1...2500).map { "uid=m\($0),ou=elsewhere,\(Slapd.base)" }
    let slapd = try await Slapd(ldif: Slapd.group("large", members))
    let listed = try await Listed(slapd.directory())
    #expect(listed.partSizes == [1000, 1000, 500])
    #expect(Set(listed.members.values.joined()) == Set(members))
  }

  @Test("A listing that a limit of the server cuts short is an error")
  func cutShort() async throws {
    let slapd = try await Slapd(
      ldif: Slapd.people(Self.names), limits: "size.pr=500 size.prtotal=100")
    let error = await #expect(throws: DirectoryError.self) {
      try await Listed(slapd.directory())
    }
    #expect(error?.code == .incomplete && error?.message.contains("limits") == true)
    let small = try await Slapd(ldif: Slapd.people(Self.names), limits: "size.pr=10")
    let other = await #expect(throws: DirectoryError.self) {
      try await Listed(small.directory())
    }
    #expect(other?.code == .incomplete)
  }

  @Test("A server that dies in the middle makes an error of the listing, over and over")
  func death() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(Self.names))
    let listing = try await slapd.directory().listing()
    #expect(try await listing.next()?.count == 50)
    slapd.stop()
    #expect(try await listing.failure().code == .unreachable)
    // It stays so.
    let error = await #expect(throws: DirectoryError.self) { try await listing.next() }
    #expect(error?.code == .unreachable)
  }

  @Test(
    "A server that hangs in the middle is waited for until the limit, or until whoever asks gives up"
  )
  func hanging() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(Self.names))
    let limited = try await slapd.directory { $0.timeLimitSeconds = 1 }.listing()
    let patient = try await slapd.directory { $0.timeLimitSeconds = 300 }.listing()
    _ = try await (limited.next(), patient.next())
    slapd.suspend()
    #expect(try await limited.failure().code == .timedOut)
    let task = Task { try await patient.failure() }
    task.cancel()
    #expect(try await task.value.code == .cancelled)
  }

  @Test("A user who cannot be taken over makes an error of the listing, and says what to do")
  func unusable() async throws {
    let slapd = try await Slapd(
      ldif: Slapd.people(["ann"], extra: "displayName: \(String(repeating: "n", count: 257))")
        + """
        dn: cn=contact,ou=people,\(Slapd.base)
        objectClass: inetOrgPerson
        cn: contact
        sn: contact


        """)
    let long = await #expect(throws: DirectoryError.self) { try await Listed(slapd.directory()) }
    #expect(long?.code == .malformed && long?.message.contains("displayName") == true)
    let missing = await #expect(throws: DirectoryError.self) {
      try await Listed(
        slapd.directory {
          $0.userFilter = "(objectClass=inetOrgPerson)"
          $0.attributes.displayName = "sn"
        })
    }
    #expect(missing?.code == .incomplete && missing?.message.contains("(uid=*)") == true)
    let whole = try await Listed(slapd.directory { $0.attributes.displayName = "sn" })
    #expect(Set(whole.users.map(\.user.username)) == ["ann", "svc"])
  }

  @Test("Groups whose members may not be read are an error, and not empty ones")
  func hiddenMembers() async throws {
    let slapd = try await Slapd(
      ldif: Slapd.people(["ann"]) + Slapd.group("crew", [Slapd.person("ann")]), hides: "member")
    let error = await #expect(throws: DirectoryError.self) { try await Listed(slapd.directory()) }
    #expect(error?.code == .incomplete && error?.message.contains("member") == true)
  }

  @Test("Cancelling ends a listing, and dropping it closes its connection")
  func ending() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(Self.names))
    let before = try Self.openDescriptors()
    do {
      let listing = try await slapd.directory().listing()
      _ = try await listing.next()
      #expect(try Self.openDescriptors() > before)
    }
    try await eventually("it is closed") { try Self.openDescriptors() <= before }
    let listing = try await slapd.directory().listing()
    let task = Task {
      // Cancelled already when it asks.
      while !Task.isCancelled { await Task.yield() }
      return try await listing.next()
    }
    task.cancel()
    let error = await #expect(throws: DirectoryError.self) { try await task.value }
    #expect(error?.code == .cancelled)
  }

  private static func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }
}

internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import TestSupport
internal import Testing

@testable internal import LDAPDirectory

@Suite("Changes in LDAP directories")
struct LDAPChangeTests {
  @Test("An account is closed and opened, and what is so already is left alone")
  func accounts() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(["ann", "bob"]))
    let directory = try slapd.directory()
    let id = try #require(try await Listed(directory).user("ann")?.externalID)
    #expect(try await directory.apply(.deactivate, to: id))
    #expect(try await lock(slapd).contains("pwdAccountLockedTime: 000001010000Z"))
    #expect(try await !slapd.logsIn("ann"))
    #expect(try await directory.user(id)?.user.user.isActive == false)
    #expect(try await !directory.apply(.deactivate, to: id))
    #expect(try await directory.apply(.reactivate, to: id))
    #expect(try await !lock(slapd).contains("pwdAccountLockedTime"))
    try await slapd.logIn("ann")
    #expect(try await !directory.apply(.reactivate, to: id))
    try await slapd.logIn("bob")
  }

  private func lock(_ slapd: Slapd) async throws -> String {
    try await slapd.search("(uid=ann)", ["pwdAccountLockedTime"])
  }

  @Test("A membership is taken and given, of either class of groups, also after a rename")
  func memberships() async throws {
    let unique = """
      dn: cn=unique,ou=groups,\(Slapd.base)
      objectClass: groupOfUniqueNames
      cn: unique
      uniqueMember: \(Slapd.person("bob"))


      """
    let slapd = try await Slapd(
      ldif: Slapd.people(["ann", "bob"])
        + Slapd.group("crew", [Slapd.person("bob"), Slapd.person("ann")]) + unique)
    let directory = try slapd.directory()
    let listed = try await Listed(directory)
    let ann = try #require(listed.user("ann")?.externalID)
    let ids = Dictionary(uniqueKeysWithValues: listed.groups.map { ($0.name, $0.externalID) })
    let (crew, other) = (try #require(ids["crew"]), try #require(ids["unique"]))
    try await slapd.modify(
      """
      dn: \(Slapd.person("ann"))
      changetype: modrdn
      newrdn: uid=anna
      deleteoldrdn: 1
      """)
    #expect(try await directory.user(ann)?.groups.map(\.name) == ["crew"])
    #expect(try await directory.apply(.removeMembership(crew), to: ann))
    #expect(try await !slapd.search("(cn=crew)", ["member"]).contains("uid=ann"))
    #expect(try await !directory.apply(.removeMembership(crew), to: ann))
    #expect(try await directory.apply(.addMembership(crew), to: ann))
    #expect(try await slapd.search("(cn=crew)", ["member"]).contains("uid=anna,"))
    #expect(try await !directory.apply(.addMembership(crew), to: ann))
    #expect(try await directory.apply(.addMembership(other), to: ann))
    #expect(try await slapd.search("(cn=unique)", ["uniqueMember"]).contains("uid=anna,"))
    #expect(try await Set(directory.user(ann)?.groups.map(\.name) ?? []) == ["crew", "unique"])
    #expect(try await directory.apply(.removeMembership(other), to: ann))
  }

  @Test("What the server does not do is said, with what to do")
  func refusals() async throws {
    let slapd = try await Slapd(
      ldif: Slapd.people(["ann", "bob"]) + Slapd.group("crew", [Slapd.person("ann")]))
    let directory = try slapd.directory()
    let listed = try await Listed(directory)
    let ann = try #require(listed.user("ann")?.externalID)
    let crew = try #require(listed.groups.first?.externalID)
    let last = await #expect(throws: DirectoryError.self) {
      try await directory.apply(.removeMembership(crew), to: ann)
    }
    #expect(last?.code == .refused && last?.message.contains("last member") == true)
    #expect(try await slapd.search("(cn=crew)", ["member"]).contains("uid=ann,"))
    let weak = try slapd.directory(password: "secret of bob") { $0.bindName = Slapd.person("bob") }
    for (change, word) in [
      (RemoteChange.deactivate, "pwdAccountLockedTime"), (.removeMembership(crew), "member"),
    ] {
      let error = await #expect(throws: DirectoryError.self) {
        try await weak.apply(change, to: ann)
      }
      #expect(error?.code == .insufficientRights && error?.message.contains(word) == true)
    }
    #expect(try await directory.user("nobody") == nil)
    for (change, user) in [(RemoteChange.deactivate, "nobody"), (.addMembership("none"), ann)] {
      let error = await #expect(throws: DirectoryError.self) {
        try await directory.apply(change, to: user)
      }
      #expect(error?.code == .refused && error?.message.contains("not in the directory") == true)
    }
  }
}

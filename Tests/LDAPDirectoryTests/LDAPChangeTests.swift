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
      #expect(error?.code == .notFound && error?.message.contains("not in the directory") == true)
    }
  }

  @Test(
    "A user is created once, with a name of any kind; one who is closed stays so")
  func create() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(["bob"]))
    let directory = try slapd.directory()
    for name in [#" Åsa, "B" (c)\*+=;<>#"#, "#plain"] {
      let user = RemoteNewUser(username: name, displayName: "Åsa Öberg", email: "a@acme.test")
      let new = try await directory.create(user)
      #expect(new.user.user.username == name && new.user.user.displayName == "Åsa Öberg")
      #expect(new.user.user.email == "a@acme.test" && new.user.user.isActive == true)
      #expect(new.groups == [])
      #expect(try await directory.create(user).user.user.externalID == new.user.user.externalID)
      #expect(try await directory.apply(.deactivate, to: new.user.user.externalID))
      let closed = await #expect(throws: DirectoryError.self) {
        try await directory.create(RemoteNewUser(username: name))
      }
      #expect(closed?.code == .accountClosed)
      #expect(try await directory.user(new.user.user.externalID)?.user.user.isActive == false)
    }
    let bare = try await directory.create(RemoteNewUser(username: "bare"))
    #expect(
      try await slapd.search("(uid=bare)", ["sn", "cn", "userPassword"]).contains("sn: bare"))
    #expect(try await Listed(directory).user("bare") == bare.user.user)
    #expect(try await !slapd.logsIn("bare"))
  }

  @Test("Why a user is not created is said, with what to do")
  func notCreated() async throws {
    let slapd = try await Slapd(ldif: Slapd.people(["bob"]))
    let name = RemoteNewUser(username: "new")
    let weak = try slapd.directory(password: "secret of bob") { $0.bindName = Slapd.person("bob") }
    let right = await #expect(throws: DirectoryError.self) { try await weak.create(name) }
    #expect(right?.code == .insufficientRights && right?.message.contains("user_base") == true)
    // The entry is there, and is none of those that are users.
    try await slapd.modify(
      """
      dn: uid=new,ou=people,\(Slapd.base)
      changetype: add
      objectClass: account
      uid: new
      """)
    let taken = await #expect(throws: DirectoryError.self) {
      try await slapd.directory().create(name)
    }
    #expect(taken?.code == .refused && taken?.message.contains("taken") == true)
    let plain = try slapd.directory {
      ($0.preset, $0.security, $0.port) = (.activeDirectory, .none, slapd.port)
    }
    let open = await #expect(throws: DirectoryError.self) { try await plain.create(name) }
    #expect(open?.code == .forbidden && open?.message.contains("ldaps") == true)
    let empty = await #expect(throws: DirectoryError.self) {
      try await slapd.directory().create(RemoteNewUser(username: ""))
    }
    #expect(empty?.message.contains("username must not be empty") == true)
  }
}

internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import TestSupport
internal import Testing

@testable internal import SCIMDirectory

@Suite("Changes through SCIM", .timeLimit(.minutes(2)))
struct SCIMChangeTests {
  private func connector(_ server: SCIMServer) -> SCIMDirectory {
    SCIMDirectoryTests.connector(SCIMSettings(baseURL: server.url), secret: SCIMServer.token)
  }

  private func faulty(_ server: FaultyServer) -> SCIMDirectory {
    SCIMDirectoryTests.connector(SCIMSettings(baseURL: server.url))
  }

  private func patches(_ server: FaultyServer) throws -> [String] {
    try server.requests.filter { $0.method == "PATCH" }.map(\.body)
  }

  @Test("An account is closed and opened again, and what is so already is left alone")
  func active() async throws {
    let server = try await SCIMServer()
    let id = try await server.addUser("anna")
    let connector = connector(server)
    #expect(try await connector.user(id)?.user.user.isActive == true)
    #expect(try await connector.apply(.deactivate, to: id))
    let text = try await server.read("/Users/\(id)").replacing(" ", with: "")
    #expect(text.contains(#""active":false"#))
    let user = try await connector.user(id)
    #expect(user?.user.user.isActive == false && user?.user.user.username == "anna")
    #expect(user?.user.locator == id && user?.groups == [])
    #expect(try await !connector.apply(.deactivate, to: id))
    #expect(try await connector.apply(.reactivate, to: id))
    #expect(try await connector.user(id)?.user.user.isActive == true)
    #expect(try await connector.user("nobody") == nil)
    #expect(try await connector.user("../Users/\(id)") == nil)
    let gone = await #expect(throws: DirectoryError.self) {
      try await connector.apply(.deactivate, to: "nobody")
    }
    #expect(gone?.code == .notFound && gone?.message.contains("any more") == true)
  }

  @Test("One member is taken and given back, and the others stay")
  func members() async throws {
    let server = try await SCIMServer()
    var ids: [String] = []
    for name in ["anna", "berta", "cora"] { ids.append(try await server.addUser(name)) }
    let group = try await server.addGroup("all", users: ids)
    let connector = connector(server)
    func members() async throws -> Set<String> {
      Set(try await connector.everything().members(of: group))
    }
    #expect(try await connector.apply(.removeMembership(group), to: ids[1]))
    #expect(try await members() == [ids[0], ids[2]])
    #expect(try await !connector.apply(.removeMembership(group), to: ids[1]))
    #expect(try await connector.apply(.addMembership(group), to: ids[1]))
    #expect(try await members() == Set(ids))
    #expect(try await !connector.apply(.addMembership(group), to: ids[1]))
    for id in ids { #expect(try await connector.apply(.removeMembership(group), to: id)) }
    #expect(try await members() == [])
    for (user, group) in [(ids[0], "nowhere"), ("nobody", group)] {
      let gone = await #expect(throws: DirectoryError.self) {
        try await connector.apply(.addMembership(group), to: user)
      }
      #expect(gone?.code == .notFound)
    }
  }

  @Test("A user is created once; one who is closed stays so")
  func create() async throws {
    let server = try await SCIMServer()
    let connector = connector(server)
    let new = try await connector.create(
      RemoteNewUser(
        username: #"q"uo\te"#, displayName: "Quote", email: "q@example.org")
    ).user
    #expect(new.user.username == #"q"uo\te"# && new.user.isActive == true)
    #expect(new.user.displayName == "Quote" && new.user.email == "q@example.org")
    #expect(try await connector.apply(.deactivate, to: new.locator))
    let closed = await #expect(throws: DirectoryError.self) {
      try await connector.create(RemoteNewUser(username: #"Q"uo\tE"#))
    }
    #expect(closed?.code == .accountClosed)
    #expect(try await connector.apply(.reactivate, to: new.locator))
    let old = try await connector.create(RemoteNewUser(username: #"Q"uo\tE"#)).user
    #expect(old.locator == new.locator && old.user.isActive == true)
    #expect(try await connector.everything().users.count == 1)
  }

  @Test("The groups of a user are found by a filter, or looked through where none can be trusted")
  func groups() async throws {
    let server = try await SCIMServer()
    let (anna, berta) = (try await server.addUser("anna"), try await server.addUser("berta"))
    let connector = connector(server)
    try await server.addGroup("empty")
    #expect(try await connector.user(anna)?.groups == [])
    let inner = try await server.addGroup("inner", users: [anna])
    try await server.addGroup("outer", users: [berta], groups: [inner])
    let both = try await server.addGroup("both", users: [anna, berta])
    for _ in 0..<2 {
      let groups = try await connector.user(anna)?.groups ?? []
      #expect(Set(groups.map(\.externalID)) == [inner, both])
      #expect(Set(groups.map(\.name)) == ["inner", "both"])
    }
    // It answers with all groups, whatever the filter.
    let member = #"{"id":"a","displayName":"A","members":[{"value":"1"}]}"#
    let other = #"{"id":"b","displayName":"B","members":[{"value":"2"}]}"#
    let list = #"{"totalResults":2,"Resources":[\#(member),\#(other)]}"#
    let user = #"{"path":"/Users/1","body":{"id":"1","userName":"a"}}"#
    let (first, last) = (
      #"{"path":"/Groups","body":\#(list)}"#, #"{"path":"/Groups","status":501}"#
    )
    for answers in [[first], [first, last, first]] {
      let deaf = try await FaultyServer([user] + answers)
      let faulty = faulty(deaf)
      for _ in 0..<2 { #expect(try await faulty.user("1")?.groups.map(\.name) == ["A"]) }
      // It is tried once, and then known.
      let tries = try deaf.requests.filter { $0.query.contains("members.value") }.count
      #expect(tries == (answers.count == 1 ? 4 : 1))
    }
  }

  @Test("A change is for the version that was read, and made for the next one when that is old")
  func versions() async throws {
    func user(_ active: Bool, _ version: String) -> String {
      #"{"path":"/Users/1","body":{"id":"1","userName":"a","active":\#(active),"meta":{"version":"#
        + #""W/\"\#(version)\""}}}"#
    }
    let stale = #"{"path":"/Users/1","status":412}"#
    let server = try await FaultyServer(
      user(true, "1"), stale, user(true, "2"),
      #"{"path":"/Users/1","status":204}"#, user(false, "3"))
    #expect(try await faulty(server).apply(.deactivate, to: "1"))
    let versions = try server.requests.filter { $0.method == "PATCH" }.map(\.version)
    #expect(versions == [#"W/"1""#, #"W/"2""#])
    let tag = #"{"path":"/Users/1","headers":{"etag":"\"7\""},"body":{"active":true}}"#
    let tagged = try await FaultyServer(tag, #"{"path":"/Users/1","status":204}"#, user(false, "8"))
    #expect(try await faulty(tagged).apply(.deactivate, to: "1"))
    #expect(try tagged.requests.map(\.version) == ["", #""7""#, ""])
    let restless = try await FaultyServer(
      user(true, "1"), stale, user(true, "2"), stale, user(true, "3"), stale,
      user(true, "4"))
    let error = await #expect(throws: DirectoryError.self) {
      try await faulty(restless).apply(.deactivate, to: "1")
    }
    #expect(error?.code == .busy)
  }

  @Test("A service that wants no path is asked without one")
  func withoutPath() async throws {
    func user(_ active: String) -> String {
      #"{"path":"/Users/1","body":{"id":"1","userName":"a","active":\#(active)}}"#
    }
    for answer in [#"{"path":"/Users/1","status":400}"#, #"{"path":"/Users/1","status":200}"#] {
      let server = try await FaultyServer(
        user("true"), answer, user("true"),
        #"{"path":"/Users/1","status":204}"#, user(#""False""#))
      #expect(try await faulty(server).apply(.deactivate, to: "1"))
      let schema = #""schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]"#
      #expect(
        try patches(server) == [
          #"{"Operations":[{"op":"replace","path":"active","value":false}],\#(schema)}"#,
          #"{"Operations":[{"op":"replace","value":{"active":false}}],\#(schema)}"#,
        ])
    }
    let deaf = try await FaultyServer(user("true"))
    let error = await #expect(throws: DirectoryError.self) {
      try await faulty(deaf).apply(.deactivate, to: "1")
    }
    #expect(error?.code == .refused && error?.message.contains("still active") == true)
  }

  @Test("What became of a change whose answer never came is looked up, and nothing is sent twice")
  func lostAnswer() async throws {
    func user(_ active: Bool) -> String {
      #"{"path":"/Users/1","body":{"id":"1","userName":"a","active":\#(active)}}"#
    }
    let cut = #"{"path":"/Users/1","body":"{}","cut":1}"#
    let server = try await FaultyServer(user(true), cut, user(false))
    #expect(try await faulty(server).apply(.deactivate, to: "1"))
    let failed = try await FaultyServer(user(true), cut, user(true))
    let error = await #expect(throws: DirectoryError.self) {
      try await faulty(failed).apply(.deactivate, to: "1")
    }
    #expect(error?.code == .unreachable)
    let busy = try await FaultyServer(
      user(true), #"{"path":"/Users/1","status":429,"headers":{"retry-after":"121"}}"#, user(true))
    let refused = await #expect(throws: DirectoryError.self) {
      try await faulty(busy).apply(.deactivate, to: "1")
    }
    #expect(refused?.code == .busy)
    for server in [server, failed, busy] { #expect(try patches(server).count == 1) }
    // A service that asks to wait has done nothing.
    let early = try await FaultyServer(
      user(true), #"{"path":"/Users/1","status":429,"headers":{"retry-after":"0"}}"#,
      #"{"path":"/Users/1","status":204}"#, user(false))
    #expect(try await faulty(early).apply(.deactivate, to: "1"))
    #expect(try patches(early).count == 2)
    // A service that deletes whom it closes has done what was asked.
    let deleting = try await FaultyServer(
      user(true), #"{"path":"/Users/1","status":204}"#,
      #"{"path":"/Users/1","status":404}"#)
    #expect(try await faulty(deleting).apply(.deactivate, to: "1"))
  }

  @Test("A service that takes more members than it was asked to is found out")
  func emptied() async throws {
    func group(_ ids: String...) -> String {
      let members = ids.map { #"{"value":"\#($0)"}"# }.joined(separator: ",")
      return #"{"path":"/Groups/g","body":{"id":"g","displayName":"g","members":[\#(members)]}}"#
    }
    let user = #"{"path":"/Users/1","body":{"id":"1","userName":"a"}}"#
    let server = try await FaultyServer(
      user, group("1", "b", "c"), #"{"path":"/Groups/g","status":204}"#, group())
    let error = await #expect(throws: DirectoryError.self) {
      try await faulty(server).apply(.removeMembership("g"), to: "1")
    }
    #expect(error?.code == .refused && error?.message.contains("2 are gone") == true)
    let deaf = try await FaultyServer(user, group("1"))
    let ignored = await #expect(throws: DirectoryError.self) {
      try await faulty(deaf).apply(.removeMembership("g"), to: "1")
    }
    #expect(ignored?.code == .refused && ignored?.message.contains("as before") == true)
    #expect(try patches(deaf).first?.contains(#""path":"members[value eq \"1\"]""#) == true)
  }

  @Test("Several changes take one connection")
  func oneConnection() async throws {
    let server = try await FaultyServer(
      #"{"path":"/Users/1","body":{"id":"1","userName":"a","active":true}}"#)
    let directory = SCIMDirectoryTests.connector(
      SCIMSettings(baseURL: server.url, listsGroups: false))
    let before = try OpenConnections.all(to: server.port)
    for _ in 0..<5 {
      #expect(try await directory.user("1") != nil)
      #expect(try await !directory.apply(.reactivate, to: "1"))
    }
    #expect(try OpenConnections.all(to: server.port).subtracting(before).count == 1)
  }
}

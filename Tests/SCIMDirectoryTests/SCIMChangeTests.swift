internal import Cleanup
internal import Directories
internal import DirectoryServers
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
    #expect(try await connector.user(id)?.user.isActive == true)
    #expect(try await connector.setActive(false, of: id))
    let text = try await server.read("/Users/\(id)").replacing(" ", with: "")
    #expect(text.contains(#""active":false"#))
    let user = try await connector.user(id)
    #expect(user?.user.isActive == false && user?.user.username == "anna" && user?.locator == id)
    #expect(try await !connector.setActive(false, of: id))
    #expect(try await connector.setActive(true, of: id))
    #expect(try await connector.user(id)?.user.isActive == true)
    #expect(try await connector.user("nobody") == nil)
    #expect(try await connector.user("../Users/\(id)") == nil)
    let gone = await #expect(throws: DirectoryError.self) {
      try await connector.setActive(false, of: "nobody")
    }
    #expect(gone?.code == .refused && gone?.message.contains("any more") == true)
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
    #expect(try await connector.removeMember(ids[1], from: group))
    #expect(try await members() == [ids[0], ids[2]])
    #expect(try await !connector.removeMember(ids[1], from: group))
    #expect(try await connector.addMember(ids[1], to: group))
    #expect(try await members() == Set(ids))
    #expect(try await !connector.addMember(ids[1], to: group))
    for id in ids { #expect(try await connector.removeMember(id, from: group)) }
    #expect(try await members() == [])
    await #expect(throws: DirectoryError.self) {
      try await connector.addMember(ids[0], to: "nowhere")
    }
  }

  @Test("A user is created once; one who has the name already is opened again")
  func create() async throws {
    let server = try await SCIMServer()
    let connector = connector(server)
    let new = try await connector.create(
      #"q"uo\te"#, displayName: "Quote", email: "q@example.org")
    #expect(new.isNew && new.user.user.username == #"q"uo\te"#)
    #expect(new.user.user.displayName == "Quote" && new.user.user.email == "q@example.org")
    #expect(new.user.user.isActive == true)
    try await connector.setActive(false, of: new.user.locator)
    let old = try await connector.create(#"Q"uo\tE"#)
    #expect(!old.isNew && old.user.locator == new.user.locator && old.user.user.isActive == true)
    #expect(try await connector.everything().users.count == 1)
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
    #expect(try await faulty(server).setActive(false, of: "1"))
    let versions = try server.requests.filter { $0.method == "PATCH" }.map(\.version)
    #expect(versions == [#"W/"1""#, #"W/"2""#])
    let tag = #"{"path":"/Users/1","headers":{"etag":"\"7\""},"body":{"active":true}}"#
    let tagged = try await FaultyServer(tag, #"{"path":"/Users/1","status":204}"#, user(false, "8"))
    #expect(try await faulty(tagged).setActive(false, of: "1"))
    #expect(try tagged.requests.map(\.version) == ["", #""7""#, ""])
    let restless = try await FaultyServer(
      user(true, "1"), stale, user(true, "2"), stale, user(true, "3"), stale,
      user(true, "4"))
    let error = await #expect(throws: DirectoryError.self) {
      try await faulty(restless).setActive(false, of: "1")
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
      #expect(try await faulty(server).setActive(false, of: "1"))
      let schema = #""schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]"#
      #expect(
        try patches(server) == [
          #"{"Operations":[{"op":"replace","path":"active","value":false}],\#(schema)}"#,
          #"{"Operations":[{"op":"replace","value":{"active":false}}],\#(schema)}"#,
        ])
    }
    let deaf = try await FaultyServer(user("true"))
    let error = await #expect(throws: DirectoryError.self) {
      try await faulty(deaf).setActive(false, of: "1")
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
    #expect(try await faulty(server).setActive(false, of: "1"))
    let failed = try await FaultyServer(user(true), cut, user(true))
    let error = await #expect(throws: DirectoryError.self) {
      try await faulty(failed).setActive(false, of: "1")
    }
    #expect(error?.code == .unreachable)
    let busy = try await FaultyServer(
      user(true), #"{"path":"/Users/1","status":429}"#, user(true))
    let refused = await #expect(throws: DirectoryError.self) {
      try await faulty(busy).setActive(false, of: "1")
    }
    #expect(refused?.code == .busy)
    for server in [server, failed, busy] { #expect(try patches(server).count == 1) }
    // A service that deletes whom it closes has done what was asked.
    let deleting = try await FaultyServer(
      user(true), #"{"path":"/Users/1","status":204}"#,
      #"{"path":"/Users/1","status":404}"#)
    #expect(try await faulty(deleting).setActive(false, of: "1"))
  }

  @Test("A service that takes more members than it was asked to is found out")
  func emptied() async throws {
    func group(_ ids: String...) -> String {
      let members = ids.map { #"{"value":"\#($0)"}"# }.joined(separator: ",")
      return #"{"path":"/Groups/g","body":{"id":"g","displayName":"g","members":[\#(members)]}}"#
    }
    let server = try await FaultyServer(
      group("a", "b", "c"), #"{"path":"/Groups/g","status":204}"#, group())
    let error = await #expect(throws: DirectoryError.self) {
      try await faulty(server).removeMember("a", from: "g")
    }
    #expect(error?.code == .refused && error?.message.contains("2 are gone") == true)
    let deaf = try await FaultyServer(group("a"))
    let ignored = await #expect(throws: DirectoryError.self) {
      try await faulty(deaf).removeMember("a", from: "g")
    }
    #expect(ignored?.code == .refused && ignored?.message.contains("as before") == true)
    #expect(try patches(deaf).first?.contains(#""path":"members[value eq \"a\"]""#) == true)
  }
}

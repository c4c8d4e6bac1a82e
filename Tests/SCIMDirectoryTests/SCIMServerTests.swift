internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import Reach
internal import Testing

@testable internal import SCIMDirectory

@Suite("SCIM, against a real server", .timeLimit(.minutes(2)))
struct SCIMServerTests {
  private func settings(
    _ server: SCIMServer, filter: String = "", pageSize: Int = 3, lastLogin: String = ""
  ) -> SCIMSettings {
    SCIMSettings(
      baseURL: server.url, userFilter: filter, lastLoginAttribute: lastLogin, pageSize: pageSize)
  }

  @Test("Users and groups of any number of pages are listed, with what they have")
  func listing() async throws {
    let server = try await SCIMServer()
    var ids: [String] = []
    for number in 0..<10 {
      ids.append(
        try await server.addUser("user-\(number)", #","displayName":"User \#(number)""#))
    }
    let full = try await server.addUser(
      "ada@example.org",
      #","active":false,"name":{"givenName":"Ada","familyName":"Lovelace"},"emails":"#
        + #"[{"value":"home@example.org","type":"home"},{"value":"ada@example.org","type":"work"}]"#
    )
    let inner = try await server.addGroup("inner", users: [ids[0], ids[1]])
    let outer = try await server.addGroup("outer", users: [ids[2]], groups: [inner])
    let empty = try await server.addGroup("empty")
    for pageSize in [1, 3, 11, 100] {
      let items = try await connector(
        settings(server, pageSize: pageSize), secret: SCIMServer.token
      ).everything()
      #expect(items.users.count == 11)
      #expect(Set(items.users.map(\.user.externalID)) == Set(ids + [full]))
      #expect(items.users.allSatisfy { $0.locator == $0.user.externalID })
      let ada = try #require(items.users.first { $0.user.externalID == full }).user
      #expect(ada.username == "ada@example.org" && ada.email == "ada@example.org")
      #expect(ada.displayName == "Ada Lovelace" && ada.isActive == false)
      #expect(ada.createdAt.map { $0 > FakeTime.start } == true && ada.lastLogin == .unknown)
      let plain = try #require(items.users.first { $0.user.externalID == ids[4] }).user
      #expect(plain.displayName == "User 4" && plain.isActive == true && plain.email == "")
      #expect(Set(items.groups.map(\.name)) == ["inner", "outer", "empty"])
      #expect(Set(items.members(of: inner)) == [ids[0], ids[1]])
      #expect(Set(items.members(of: outer)) == [ids[2], inner])
      #expect(items.members(of: empty) == [])
    }
  }

  @Test("A filter leaves users out, and groups can be left out too")
  func filter() async throws {
    let server = try await SCIMServer()
    for name in ["anna", "anton", "berta"] { try await server.addUser(name) }
    try await server.addGroup("all")
    var settings = settings(server, filter: #"userName sw "an" and not (userName eq "x&y=z")"#)
    settings.listsGroups = false
    let items = try await connector(settings, secret: SCIMServer.token).everything()
    #expect(Set(items.users.map(\.user.username)) == ["anna", "anton"] && items.groups.isEmpty)
    settings.userFilter = "userName sw"
    let error = await connector(settings, secret: SCIMServer.token).listingError()
    #expect(error?.code == .invalidSettings && error?.message.contains("filter") == true)
    let probe = try await connector(settings, secret: SCIMServer.token).probe()
    #expect(probe.checks.contains { !$0.isOK && $0.finding.contains("correct the filter") })
  }

  @Test("An empty service lists nothing, and a listing that is over stays so")
  func empty() async throws {
    let server = try await SCIMServer()
    let listing = try await connector(settings(server), secret: SCIMServer.token).listing()
    #expect(try await listing.next() == nil)
    #expect(try await listing.next() == nil)
  }

  @Test("A probe finds out what the service can do")
  func probe() async throws {
    let server = try await SCIMServer()
    let user = try await server.addUser("anna", #","active":true"#)
    let inner = try await server.addGroup("inner", users: [user])
    try await server.addGroup("outer", groups: [inner])
    let probe = try await connector(
      settings(server, pageSize: 100), secret: SCIMServer.token
    ).probe()
    #expect(
      probe.capabilities
        == DirectoryCapabilities(reportActivity: false))
    #expect(probe.checks.allSatisfy { $0.isOK }, "\(probe.checks)")
    #expect(probe.checks.map(\.name) == ["says what it can do", "reads users", "reads groups"])
    // A login that nobody has is not one that is reported.
    let other = try await connector(
      settings(server, lastLogin: "urn:example:User:lastLogin"), secret: SCIMServer.token
    ).probe()
    #expect(!other.capabilities.reportActivity)
    #expect(other.checks.contains { !$0.isOK && $0.finding.contains("urn:example:User:lastLogin") })
  }

  @Test("The last login is read from where the settings say")
  func lastLogin() async throws {
    let server = try await SCIMServer()
    try await server.addUser("anna", #","profileUrl":"https://example.org/anna""#)
    try await server.addUser("berta")
    for path in ["meta.created", "urn:ietf:params:scim:schemas:core:2.0:User:META.Created"] {
      let connector = connector(settings(server, lastLogin: path), secret: SCIMServer.token)
      let users = try await connector.everything().users.map(\.user)
      #expect(users.allSatisfy { $0.lastLogin == $0.createdAt.map { .at($0) } })
      #expect(try await connector.probe().capabilities.reportActivity)
    }
    let wrong = connector(settings(server, lastLogin: "profileUrl"), secret: SCIMServer.token)
    let error = await wrong.listingError()
    #expect(error?.code == .malformed && error?.message.contains("profileUrl") == true)
    #expect(error?.message.contains("anna") == false)
    let none = await connector(settings(server, lastLogin: "a..b"), secret: SCIMServer.token)
      .listingError()
    #expect(none?.code == .invalidSettings)
  }

  @Test("What is wrong with the settings is said, with what to do")
  func wrongSettings() async throws {
    let server = try await SCIMServer()
    var settings = settings(server)
    let token = await connector(settings, secret: "not it").probeError()
    #expect(token?.code == .invalidSettings && token?.message.contains("bearer token") == true)
    for error in [
      await connector(settings, secret: "wrong").probeError(),
      await connector(settings, secret: "wrong").listingError(),
    ] {
      #expect(error?.code == .unauthenticated && error?.message.contains("valid one") == true)
    }
    let forbidden = await connector(settings, rules: TargetRules()).probeError()
    #expect(forbidden?.code == .forbidden && forbidden?.message.contains("--allow-target") == true)
    settings.baseURL += "/nowhere"
    let missing = await connector(settings, secret: SCIMServer.token).probeError()
    #expect(missing?.message.contains("base URL") == true)
    settings.baseURL = "http://127.0.0.1:1/v2"
    #expect(await connector(settings).probeError()?.code == .unreachable)
    settings.baseURL = "ftp://127.0.0.1/"
    #expect(await connector(settings).probeError()?.code == .invalidSettings)
    settings.baseURL = server.url + "?x=1"
    #expect(await connector(settings).probeError()?.code == .invalidSettings)
  }
}

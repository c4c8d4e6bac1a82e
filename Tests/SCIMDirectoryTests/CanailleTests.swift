internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import Testing

@testable internal import SCIMDirectory

@Suite("SCIM, against a real service that keeps to its own rules", .timeLimit(.minutes(4)))
struct CanailleTests {
  private func settings(_ server: Canaille, groups: Bool) -> SCIMSettings {
    SCIMSettings(
      baseURL: server.url,
      authentication: .clientCredentials(
        tokenURL: server.tokenURL, clientID: Canaille.client.id, scope: "openid"),
      listsGroups: groups)
  }

  @Test("Its users are listed and changed by tokens of its own, and what it does otherwise is said")
  func everything() async throws {
    // It takes its time to start, so there is one for all.
    guard let server = try await Canaille() else { return }
    try await users(server)
    try await members(server)
  }

  private func users(_ server: Canaille) async throws {
    let connector = connector(
      settings(server, groups: false), secret: Canaille.client.secret)
    let users = try await connector.everything().users
    #expect(users.map(\.user.username) == ["u1"] && users.first?.user.isActive == true)
    #expect(users.first?.user.email == "u1@example.org")
    #expect(users.first?.user.displayName == "U One")
    let id = try #require(users.first?.locator)
    #expect(try await connector.apply(.deactivate, to: id))
    #expect(try await connector.user(id)?.user.user.isActive == false)
    #expect(try await !connector.apply(.deactivate, to: id))
    #expect(try await connector.apply(.reactivate, to: id))
    let other = SCIMDirectoryTests.connector(settings(server, groups: false), secret: "wrong")
    #expect(await other.listingError()?.code == .unauthenticated)
  }

  /// Members that are not named by their ids are found out, and never lost quietly.
  private func members(_ server: Canaille) async throws {
    let connector = connector(settings(server, groups: true), secret: Canaille.client.secret)
    let error = await connector.listingError()
    #expect(error?.code == .malformed && error?.message.contains("by their ids") == true)
    let probe = try await connector.probe()
    #expect(
      probe.capabilities
        == DirectoryCapabilities(editGroups: false, reportActivity: false, nestedGroups: false))
    #expect(probe.checks.filter { !$0.isOK }.map(\.name) == ["names members by id"])
  }
}

internal import Cleanup
internal import Directories
internal import Testing

@testable internal import SCIMDirectory

@Suite("Probes of services that lack something", .timeLimit(.minutes(2)))
struct SCIMProbeTests {
  private static let users =
    #"{"path":"/Users","body":{"totalResults":1,"Resources":[{"id":"1","userName":"a","active":true}]}}"#
  private static let groups =
    #"{"path":"/Groups","body":{"totalResults":1,"Resources":[{"id":"g","displayName":"g","members":[{"value":"1"}]}]}}"#

  private static let member = #"{"path":"/Users/1","body":{"id":"1","userName":"a"}}"#

  private func probe(_ answers: String...) async throws -> DirectoryProbe {
    let server = try await FaultyServer((answers + [Self.member]).joined(separator: ","))
    return try await connector(SCIMSettings(baseURL: server.url)).probe()
  }

  private func config(_ text: String) -> String {
    #"{"path":"/ServiceProviderConfig","body":\#(text)}"#
  }

  @Test("Without a description of itself a service is only read, which is said")
  func noConfig() async throws {
    let probe = try await probe(Self.users, Self.groups)
    #expect(
      probe.capabilities
        == DirectoryCapabilities(
          deactivate: false, editGroups: false, createUsers: false, reportActivity: false,
          nestedGroups: false))
    #expect(probe.checks.map(\.isOK) == [false, true, true])
    #expect(probe.checks[0].finding.contains("/ServiceProviderConfig"))
  }

  @Test("What a service cannot do is found out, and said")
  func missing() async throws {
    let patch = config(#"{"patch":{"supported":true}}"#)
    let noPatch = try await probe(
      config(#"{"patch":{"supported":"False"}}"#), Self.users, Self.groups)
    #expect(!noPatch.capabilities.deactivate && !noPatch.capabilities.editGroups)
    #expect(noPatch.checks[0].finding.contains("PATCH") && !noPatch.checks[0].isOK)
    let noGroups = try await probe(patch, Self.users)
    #expect(noGroups.capabilities.deactivate && !noGroups.capabilities.editGroups)
    #expect(noGroups.checks.last?.isOK == false)
    let noActive = try await probe(
      patch, Self.groups,
      #"{"path":"/Users","body":{"totalResults":1,"Resources":[{"id":"1","userName":"a"}]}}"#)
    #expect(!noActive.capabilities.deactivate && noActive.capabilities.editGroups)
    #expect(noActive.checks.contains { !$0.isOK && $0.finding.contains("attribute active") })
    let noUsers = try await probe(
      patch, Self.groups, #"{"path":"/Users","body":{"totalResults":0}}"#)
    #expect(noUsers.checks.contains { !$0.isOK && $0.finding.contains("no users") })
    let badUser = try await probe(
      patch, Self.groups, #"{"path":"/Users","body":{"totalResults":1,"Resources":[{"id":"1"}]}}"#)
    #expect(badUser.checks.contains { !$0.isOK && $0.finding.contains("no userName") })
  }
}

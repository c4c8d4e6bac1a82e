internal import Cleanup
internal import Directories
internal import DirectoryContract
internal import DirectoryServers
internal import Reach
internal import SCIMDirectory
internal import Synchronization
internal import Testing

/// A SCIM 2.0 service.
final class SCIMContractServer: ContractServer {
  private struct State {
    var server: SCIMServer
    /// Ids of people by their keys, and of groups by their names.
    var people: [String: String] = [:]
    var groups: [String: String] = [:]
  }

  let traits = ContractTraits(
    capabilities: DirectoryCapabilities(reportActivity: false), secret: SCIMServer.token)
  private let state: Mutex<State>

  init() async throws {
    state = Mutex(State(server: try await SCIMServer()))
  }

  func fill(_ population: Population) async throws {
    var new = State(server: try await SCIMServer())
    for person in population.people {
      let name = try SCIMServer.encoded(person.name)
      new.people[person.key] = try await new.server.addUser(
        person.name,
        #","active":true,"displayName":\#(name),"emails":[{"value":"\#(person.email)"}]"#)
    }
    for group in population.groups {
      new.groups[group.name] = try await new.server.addGroup(
        group.name, users: group.people.compactMap { new.people[$0] },
        groups: group.groups.compactMap { new.groups[$0] })
    }
    state.withLock { [new] in $0 = new }
  }

  func directory(_ access: ContractAccess) throws -> any WritableDirectory {
    let url = access.isSomebodyThere ? server.url : "http://127.0.0.1:\(try FreePort.find())/v2"
    return SCIMDirectory(
      SCIMSettings(baseURL: url, pageSize: access.pageSize, timeLimitSeconds: 20),
      secret: access.isSecretRight ? traits.secret : ContractAccess.wrongSecret,
      rules: TargetRules(allowing: ["127.0.0.0/8"].compactMap { NetworkRange($0) }))
  }

  func username(of person: ContractPerson) -> String { person.name }

  func logIn(_ person: ContractPerson, password: String) -> Bool? { nil }

  func rename(_ person: ContractPerson) async throws {
    let patch = #"{"op":"replace","path":"userName","value":"moved \#(person.key)"}"#
    try await server.call(
      "PATCH", try path(person),
      #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\#(patch)]}"#)
  }

  func delete(_ person: ContractPerson) async throws {
    try await server.call("DELETE", try path(person))
  }

  func delete(group: String) async throws {
    let id = try #require(state.withLock { $0.groups[group] })
    try await server.call("DELETE", "/Groups/\(id)")
  }

  func contents() async throws -> String {
    try await server.read("/Users?count=1000") + server.read("/Groups?count=1000")
  }

  private var server: SCIMServer { state.withLock { $0.server } }

  private func path(_ person: ContractPerson) throws -> String {
    "/Users/\(try #require(state.withLock { $0.people[person.key] }))"
  }
}

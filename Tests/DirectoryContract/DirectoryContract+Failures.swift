internal import Cleanup
internal import Directories
internal import Testing

extension DirectoryContract {
  /// A probe tells what the server can do, and leaves it as it is.
  func probesWithoutChanging() async throws {
    let ann = population.person("ann")
    _ = try await server.logIn(ann, password: ann.password)
    let before = try await server.contents()
    let probe = try await server.directory(ContractAccess(pageSize: 100)).probe()
    #expect(probe.capabilities == server.traits.capabilities)
    #expect(probe.checks.filter { !$0.isOK } == [])
    #expect(try await server.contents() == before)
  }

  /// A wrong secret and a server that is not there are told apart, whatever is done, and no secret is shown.
  func tellsFailuresApart() async throws {
    guard server.traits.isRemote else { return }
    let good = try await Contents(server.directory(ContractAccess()))
    let id = try good.user(name("ann")).externalID
    for (access, code) in [
      (ContractAccess(isSecretRight: false), DirectoryError.Code.unauthenticated),
      (ContractAccess(isSomebodyThere: false), .unreachable),
    ] {
      let directory = try await server.directory(access)
      await expect(code) { _ = try await directory.probe() }
      await expect(code) { _ = try await Contents(directory) }
      await expect(code) { _ = try await directory.user(id) }
      await expect(code) { _ = try await directory.apply(.deactivate, to: id) }
      await expect(code) { _ = try await directory.create(RemoteNewUser(username: "new")) }
    }
    #expect(try await Contents(server.directory(ContractAccess())).open == good.open)
  }
}

internal import TestSupport
internal import Testing

@Suite("Which server the command line calls")
struct ServerChoiceTests {
  @Test("A server that is not there is passed over, and all are named when none is")
  func severalServers() async throws {
    let installation = try await Installation()
    let address = installation.server.address
    let admin = installation.admin
    try await admin.succeed("directory", "list", "--server", "127.0.0.1:1,\(address)")
    try await admin.succeed("directory", "list", "--server", "127.0.0.1:1", "--server", address)
    try await admin.fail(
      5, "127.0.0.1:1: connection refused; 127.0.0.1:2: connection refused", "directory", "list",
      "--server", "127.0.0.1:1,127.0.0.1:2")
  }

  @Test("A server that starts late is waited for on demand, and not otherwise")
  func lateServer() async throws {
    let installation = try await Installation()
    let (address, admin) = (installation.server.address, installation.admin)
    installation.server.kill()
    try await admin.fail(5, "--wait", "directory", "list")
    try await admin.fail(5, address, "directory", "list", "--wait", "500ms")
    let listed = Task { try await admin.succeed("directory", "list", "--wait", "5m") }
    let again = try ServerProcess(
      dataFolder: installation.server.dataFolder, arguments: ["--listen", address])
    #expect(try await listed.value.contains("users"))
    #expect(again.terminate() == 0)
  }
}

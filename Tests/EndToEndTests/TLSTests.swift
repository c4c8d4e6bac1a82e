internal import Foundation
internal import TestSupport
internal import Testing

@Suite("TLS")
struct TLSTests {
  /// A key and a certificate for 127.0.0.1 that vouches for itself.
  private func certificate(_ folder: TemporaryFolder) async throws -> (file: String, key: String) {
    let (file, key) = (folder.path("cert.pem"), folder.path("key.pem"))
    let made = try await Command("/usr/bin/openssl").run([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", key, "-out", file, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
      "subjectAltName=IP:127.0.0.1",
    ])
    try #require(made.status == 0, "\(made.errors)")
    return (file, key)
  }

  @Test("The client trusts the authority that it is given, and nothing else")
  func authority() async throws {
    let folder = try TemporaryFolder()
    let (file, key) = try await certificate(folder)
    let server = try ServerProcess(
      dataFolder: folder.path("data"), arguments: ["--tls-cert", file, "--tls-key", key])
    let fleet = Terminal(
      server: server.address, tokenFile: server.dataFolder + "/fleet.token", home: folder.path)
    try await fleet.succeed("tenant", "create", "acme", "--ca", file)
    #expect(try await fleet.succeed("tenant", "list", "--ca", file).contains("acme"))
    // Plaintext to a server that speaks TLS, and an authority that did not sign.
    try await fleet.fail(5, "127.0.0.1", "tenant", "list", "--timeout", "5s")
    let stranger = try TemporaryFolder()
    let other = try await certificate(stranger)
    try await fleet.fail(5, "127.0.0.1", "tenant", "list", "--ca", other.file, "--timeout", "5s")
    let health = try await Command("/usr/bin/curl").run(
      ["--silent", "--fail", "--cacert", file, "https://\(server.address)/healthz"])
    #expect(health.output.hasPrefix("ok"))
    #expect(server.terminate() == 0)
  }

  @Test("A certificate without its key, or with a file that is none, is one clear error")
  func badFiles() async throws {
    let folder = try TemporaryFolder()
    let (file, key) = try await certificate(folder)
    let wrong = try folder.write("wrong.pem", "nothing")
    let attempts = [
      ["--tls-cert", file], ["--tls-cert", wrong, "--tls-key", key],
      ["--tls-cert", file, "--tls-key", wrong],
      ["--tls-cert", folder.path("missing"), "--tls-key", key],
    ]
    for arguments in attempts {
      do {
        let server = try ServerProcess(dataFolder: folder.path("data"), arguments: arguments)
        Issue.record("it listens on \(server.address)")
      } catch let error as ServerProcess.StartError {
        let errors = error.description.split(separator: "\n").filter { $0.hasPrefix("Error:") }
        #expect(errors.count == 1, "\(error.description)")
      }
    }
  }
}

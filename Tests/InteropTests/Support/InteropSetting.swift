internal import RPC
internal import TestSupport
internal import Testing

@testable internal import InteropServer

/// A server of `grpc.testing.TestService` on a free port of loopback, and how to reach it.
struct InteropSetting: Sendable {
  /// The name that the certificate is made for; official clients are told to expect it.
  static let serverName = "foo.test.google.fr"

  let server: Server
  /// The certificate that clients are to trust; nil in plaintext.
  let authoritiesFile: String?

  /// A new client of ours.
  func client() -> Client {
    var configuration = ClientConfiguration(host: server.host, port: server.port)
    if let authoritiesFile {
      configuration.tls = ClientTLS(
        authoritiesFile: authoritiesFile, serverName: Self.serverName)
    }
    return Client(configuration)
  }

  /// What programs in other languages are told: the port, and the certificate if there is one.
  var arguments: [String] { ["\(server.port)"] + (authoritiesFile.map { [$0] } ?? []) }
}

/// Runs the server, lends it, and stops it.
func withInteropServer(
  _ transport: Transport, _ body: (InteropSetting) async throws -> Void
) async throws {
  let folder = try TemporaryFolder()
  var configuration = ServerConfiguration()
  if transport == .tls { configuration.tls = try await makeCertificate(in: folder) }
  let server = try await Server.start(configuration, methods: TestService.methods)
  let setting = InteropSetting(
    server: server, authoritiesFile: configuration.tls?.certificate)
  do {
    try await body(setting)
    await server.shutdown(grace: .seconds(5))
  } catch {
    await server.shutdown(grace: .zero)
    throw error
  }
}

/// A key and a certificate that vouches for itself.
private func makeCertificate(in folder: TemporaryFolder) async throws -> TLSFiles {
  let files = TLSFiles(certificate: folder.path("cert.pem"), key: folder.path("key.pem"))
  let made = try await Command("/usr/bin/env").run([
    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
    "-nodes", "-days", "2", "-subj", "/CN=\(InteropSetting.serverName)", "-addext",
    "subjectAltName=DNS:\(InteropSetting.serverName)", "-keyout", files.key, "-out",
    files.certificate,
  ])
  try #require(made.status == 0, "openssl makes a certificate: \(made.errors)")
  return files
}

internal import TestSupport
internal import Testing

@testable internal import RPC

/// Two self-signed certificates for `localhost`, in a folder of their own.
final class Certificates {
  let server: TLSFiles
  let other: TLSFiles
  private let folder: TemporaryFolder

  init() async throws {
    folder = try TemporaryFolder()
    server = try await Self.make("server", in: folder)
    other = try await Self.make("other", in: folder)
  }

  private static func make(_ name: String, in folder: TemporaryFolder) async throws -> TLSFiles {
    let files = TLSFiles(
      certificate: folder.path("\(name).pem"), key: folder.path("\(name).key"))
    let made = try await Command("/usr/bin/env").run([
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
      "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
      "-keyout", files.key, "-out", files.certificate,
    ])
    try #require(made.status == 0, "openssl makes a certificate: \(made.errors)")
    return files
  }
}

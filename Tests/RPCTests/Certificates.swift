internal import Foundation
internal import Testing

@testable internal import RPC

/// Two self-signed certificates for `localhost` in a temporary folder.
final class Certificates {
  let server: TLSFiles
  let other: TLSFiles
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rpc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try Self.make("server", in: folder)
    other = try Self.make("other", in: folder)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  private static func make(_ name: String, in folder: URL) throws -> TLSFiles {
    let files = TLSFiles(
      certificate: folder.appending(path: "\(name).pem").path(),
      key: folder.appending(path: "\(name).key").path())
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
      "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
      "-keyout", files.key, "-out", files.certificate,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl makes a certificate")
    return files
  }
}

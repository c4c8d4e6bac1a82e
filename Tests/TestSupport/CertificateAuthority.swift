internal import Foundation

/// An authority of its own that signs certificates, made by openssl.
package struct CertificateAuthority: Sendable {
  /// Where a certificate and its key lie, as PEM.
  package struct Files: Hashable, Sendable {
    /// Path of the certificate.
    package var certificate: String
    /// Path of the key.
    package var key: String
  }

  /// That openssl did not make what was asked of it.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  private let folder: TemporaryFolder
  private let own: Files

  /// Path of the authority's certificate.
  package var certificate: String { own.certificate }

  /// A new authority in a folder.
  package init(_ name: String, in folder: TemporaryFolder) async throws {
    self.folder = folder
    own = Files(certificate: folder.path("\(name).pem"), key: folder.path("\(name).key"))
    try await Self.make(own, ["-subj", "/CN=\(name)"])
  }

  /// Signs a certificate with alternative names, such as `DNS:localhost,IP:127.0.0.1`, or with a
  /// common name alone.
  package func issue(_ name: String, _ alternativeNames: String? = nil) async throws -> Files {
    let files = Files(certificate: folder.path("\(name).pem"), key: folder.path("\(name).key"))
    let names = alternativeNames.map { ["-addext", "subjectAltName=\($0)"] } ?? []
    try await Self.make(
      files,
      ["-subj", "/CN=\(name)", "-CA", own.certificate, "-CAkey", own.key]
        + ["-addext", "basicConstraints=critical,CA:FALSE"] + names)
    return files
  }

  private static func make(_ files: Files, _ arguments: [String]) async throws {
    let made = try await Command("/usr/bin/env").run(
      [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-days", "2", "-keyout", files.key, "-out", files.certificate,
      ] + arguments)
    guard made.status == 0 else { throw Failure(description: made.errors) }
  }
}

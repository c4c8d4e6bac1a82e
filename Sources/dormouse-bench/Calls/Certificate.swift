/// A certificate for loopback, signed by itself, that all servers of a row use.
struct Certificate: Hashable, Sendable {
  /// Path of the certificate as PEM.
  let certificate: String
  /// Path of its key as PEM.
  let key: String

  /// Makes one with `openssl`: an elliptic curve, as servers have today.
  init(in folder: ScratchFolder) throws {
    certificate = "\(folder.path)/certificate.pem"
    key = "\(folder.path)/key.pem"
    let openssl = try Tool.system("openssl", package: "openssl")
    let arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=DNS:localhost,IP:127.0.0.1",
    ]
    guard try Child(openssl, arguments, on: nil).ending().status == 0 else {
      throw BenchError(.failed, "openssl made no certificate")
    }
  }
}

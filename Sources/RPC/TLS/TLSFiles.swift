/// Where a server's or a client's certificate chain and private key lie, both in PEM.
package struct TLSFiles: Hashable, Sendable {
  /// The path of the certificate chain, leaf first.
  package var certificate: String
  /// The path of the private key.
  package var key: String

  /// The two paths.
  package init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }
}

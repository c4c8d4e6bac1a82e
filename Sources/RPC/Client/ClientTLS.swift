/// How a client checks that it speaks with the right server, and what it shows of itself.
package struct ClientTLS: Hashable, Sendable {
  /// The path of the trusted authorities' certificates in PEM; the system's when there is none.
  package var authoritiesFile: String?
  /// The name that the certificate must bear; the host when there is none.
  package var serverName: String?
  /// The certificate and key that are shown to a server that asks for one. They are read anew for
  /// each connection.
  package var certificate: TLSFiles?

  /// Trust in the authorities of a file, or in the system's.
  package init(
    authoritiesFile: String? = nil, serverName: String? = nil, certificate: TLSFiles? = nil
  ) {
    self.authoritiesFile = authoritiesFile
    self.serverName = serverName
    self.certificate = certificate
  }
}

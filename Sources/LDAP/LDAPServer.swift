/// A directory server, and how it is spoken to.
package struct LDAPServer: Hashable, Sendable {
  /// The certificates that are trusted where none are named.
  package static let systemCertificates = "/etc/ssl/certs/ca-certificates.crt"

  /// Name or address; an IPv6 address without brackets. The certificate must be made out to it.
  package var host: String
  /// Port.
  package var port: Int
  /// How the connection is encrypted.
  package var security: LDAPSecurity
  /// A file with the certificates of trusted authorities, in PEM.
  package var certificateFile: String
  /// How long connecting may take, TLS included, and each operation after it, or each page of a search.
  package var timeLimit: Duration

  /// A server.
  package init(
    host: String, port: Int, security: LDAPSecurity,
    certificateFile: String = Self.systemCertificates, timeLimit: Duration = .seconds(30)
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.certificateFile = certificateFile
    self.timeLimit = timeLimit
  }

  /// Its address as libldap takes it. The scheme says nothing of encryption, which is asked for by itself.
  var url: String {
    host.contains(":") ? "ldap://[\(host)]:\(port)" : "ldap://\(host):\(port)"
  }
}

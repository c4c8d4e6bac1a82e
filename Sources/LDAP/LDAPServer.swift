internal import Glibc

/// A directory server, and how it is spoken to.
package struct LDAPServer: Hashable, Sendable {
  /// The certificates that are trusted where none are named: where Debian, Fedora or others have them.
  package static let systemCertificates: String = {
    let places = [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ]
    return places.first { access($0, R_OK) == 0 } ?? places[0]
  }()

  /// Name or address; an IPv6 address without brackets. The certificate must be made out to it.
  package var host: String
  /// Port.
  package var port: Int
  /// How the connection is encrypted.
  package var security: LDAPSecurity
  /// A file with the certificates of trusted authorities, in PEM.
  package var certificateFile: String
  /// Certificates of trusted authorities, in PEM, in place of the file's; empty for the file's.
  package var certificates: String
  /// How long connecting may take, TLS included, and each operation after it, or each page of a search.
  package var timeLimit: Duration

  /// A server.
  package init(
    host: String, port: Int, security: LDAPSecurity,
    certificateFile: String = Self.systemCertificates, certificates: String = "",
    timeLimit: Duration = .seconds(30)
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.certificateFile = certificateFile
    self.certificates = certificates
    self.timeLimit = timeLimit
  }

  /// Its address as libldap takes it. The scheme says nothing of encryption, which is asked for by itself.
  var url: String {
    host.contains(":") ? "ldap://[\(host)]:\(port)" : "ldap://\(host):\(port)"
  }
}

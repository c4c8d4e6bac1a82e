/// How a directory is reached that somebody else keeps. Secrets are stored beside it, sealed.
package enum RemoteSettings: Hashable, Sendable, Codable {
  /// An LDAP server.
  case ldap(LDAPSettings)
  /// A SCIM 2.0 service.
  case scim(SCIMSettings)

  /// The kind of directory that is reached so.
  package var kind: DirectoryKind {
    switch self {
    case .ldap: .ldap
    case .scim: .scim
    }
  }
}

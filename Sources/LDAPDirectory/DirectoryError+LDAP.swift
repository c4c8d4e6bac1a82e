internal import Cleanup
internal import Directories
internal import LDAP

extension DirectoryError {
  /// What the connector does when something goes wrong.
  enum Step: Hashable, Sendable {
    case connecting
    case authenticating
    case reading(EntryKind)
    /// Writing an attribute.
    case changing(String, EntryKind)
    /// Adding a user, whose login name is in an attribute.
    case creating(String)
    /// Something that is not of users or groups.
    case looking
  }

  /// What kept a server from doing what was asked, and what to do.
  init(_ error: LDAPError, while step: Step) {
    switch error {
    case .refused(let code): self.init(code, while: step)
    case .oversized:
      self.init(
        .malformed,
        "The server answered more at once than is taken: lower page_size, and leave groups of hundreds "
          + "of thousands out by group_filter.")
    case .malformed:
      self.init(
        .malformed,
        "The server answered something that is no LDAP: check that host, port and security are those "
          + "of a directory server.")
    case .invalid(let part):
      self.init(.invalidSettings, "The settings cannot be used: \(part) is none of LDAP.")
    case .cancelled: self.init(.cancelled, "Whoever asked gave up.")
    default: self.init(connecting: error)
    }
  }

  /// What kept a connection from coming about, or broke it.
  private init(connecting error: LDAPError) {
    switch error {
    case .noAddress:
      self.init(
        .unreachable,
        "The server's name has no address: correct host, or enter the name in the name servers.")
    case .forbiddenAddress:
      self.init(
        .forbidden,
        "The server's address is none of the public network: whoever runs dormoused has to allow it with "
          + "--allow-target, such as --allow-target 10.0.0.0/8.")
    case .notEncrypted:
      self.init(
        .forbidden,
        "The server is another machine, and the connection would not be encrypted: set security to "
          + "ldaps or startTLS.")
    case .untrusted:
      self.init(
        .untrusted,
        "No trusted encryption came about: give the certificate of the authority that made the server's "
          + "in certificates, write host as it stands in the server's certificate, and check that the port "
          + "is one for the chosen security.")
    case .outdatedTLS(let version):
      self.init(.untrusted, "The server speaks \(version): switch TLS 1.2 or newer on in it.")
    case .timedOut:
      self.init(
        .timedOut,
        "The server did not answer in time: check that port and security go together and that the server "
          + "is not overloaded, or raise time_limit_seconds.")
    case .connectionLost:
      self.init(
        .unreachable,
        "The connection to the server broke: try again, and look into the server's log when it breaks "
          + "again.")
    default:
      self.init(
        .unreachable,
        "Nobody answers at the server's address: check host and port, that the server runs, and that no "
          + "firewall stands between.")
    }
  }
}

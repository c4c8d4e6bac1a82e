/// What kept a directory server from doing what was asked.
///
/// What the server itself says in words is left out: it may hold anything.
package enum LDAPError: Error, Hashable, Sendable {
  /// Its name means no address.
  case noAddress
  /// Its addresses are none that may be reached.
  case forbiddenAddress
  /// It is another machine, and the connection would not be encrypted.
  case notEncrypted
  /// Nobody answers at its addresses.
  case unreachable
  /// It did not answer in time.
  case timedOut
  /// The connection broke.
  case connectionLost
  /// Its certificate is not of an authority that is trusted, or not of its name, or no TLS came about.
  case untrusted
  /// It speaks an older TLS than may be used; the version it chose.
  case outdatedTLS(String)
  /// It answered something that is no LDAP, or not what was asked.
  case malformed
  /// It answered more at once than is taken.
  case oversized
  /// What was asked is none of LDAP: the part that is wrong.
  case invalid(String)
  /// It refused, with a code.
  case refused(LDAPResultCode)
  /// Whoever asked gave up.
  case cancelled

  /// The code, if the server gave one.
  package var code: LDAPResultCode? {
    if case .refused(let code) = self { code } else { nil }
  }

  /// Whether the connection is of no more use.
  package var endsConnection: Bool {
    switch self {
    case .invalid, .refused: false
    default: true
    }
  }
}

extension LDAPError: CustomStringConvertible {
  /// What happened, as the rest of a sentence about the server.
  package var description: String {
    switch self {
    case .noAddress: "its name has no address"
    case .forbiddenAddress: "it is at no address that may be reached"
    case .notEncrypted: "it is another machine, and the connection would not be encrypted"
    case .unreachable: "nobody answers there"
    case .timedOut: "it did not answer in time"
    case .connectionLost: "the connection broke"
    case .untrusted: "its certificate is not trusted, or not made out to its name"
    case .outdatedTLS(let version): "it speaks \(version), and TLS 1.2 is the least"
    case .malformed: "it answered something that is no LDAP"
    case .oversized: "it answered more at once than is taken"
    case .invalid(let part): "\(part) is none of LDAP"
    case .refused(let code): "it refused: \(code.name) (\(code.rawValue))"
    case .cancelled: "whoever asked gave up"
    }
  }
}

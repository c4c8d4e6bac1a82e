/// How a connection to a directory server is encrypted.
package enum LDAPSecurity: Hashable, Sendable {
  /// TLS from the first byte (`ldaps`).
  case tls
  /// TLS by the StartTLS operation (RFC 4511, section 4.14), before anything else is said.
  case startTLS
  /// Not at all: for a server on this machine.
  case none
}

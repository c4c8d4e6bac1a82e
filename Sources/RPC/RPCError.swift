/// Why a server could not start or a client could not be made.
package struct RPCError: Error, Hashable, Sendable {
  /// What went wrong, to switch on.
  package enum Code: Hashable, Sendable {
    /// Another process listens on the port.
    case addressInUse
    /// The address cannot be bound or resolved.
    case cannotBind
    /// The address can be reached from elsewhere and there is no TLS.
    case plaintextRefused
    /// The certificate or the key cannot be read or do not fit together.
    case badCertificate
  }

  /// What went wrong, to switch on.
  package var code: Code
  /// What went wrong, for a person.
  package var message: String

  /// An error from its parts.
  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

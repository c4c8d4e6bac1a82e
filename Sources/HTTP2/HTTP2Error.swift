/// Why an HTTP/2 connection cannot go on.
package struct HTTP2Error: Error, Hashable, Sendable {
  /// What went wrong, to switch on.
  package enum Code: Hashable, Sendable {
    /// The peer's first bytes are not HTTP/2.
    case notHTTP2
    /// The peer sent too much of what costs it nothing: floods, or header blocks without measure.
    case flood
    /// The peer broke the protocol.
    case protocolViolation
    /// There is no memory, or the library refused what it was asked.
    case internalFault
    /// The connection has no stream ids left, or is going away.
    case noMoreStreams
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

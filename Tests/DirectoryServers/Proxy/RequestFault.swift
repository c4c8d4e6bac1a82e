/// What a ``FaultProxy`` does with a request in place of passing it on.
package enum RequestFault: Hashable, Sendable {
  /// Answers it over HTTP; the server never sees it.
  case answer(HTTPAnswer)
  /// Answers it over LDAP with a result code; the server never sees it.
  case refuse(code: UInt8)
  /// Answers some bytes, whatever they are; the server never sees it.
  case say([UInt8])
  /// Passes it on, and ends the connection when the server answers: what was asked is done, and who asked
  /// does not know.
  case loseAnswer
  /// Ends the connection; the server never sees it.
  case loseRequest
  /// Never answers it; the server never sees it.
  case hang
  /// Passes it on once the proxy lets go, and what follows on its connection behind it.
  case hold
  /// Passes it on, and what the server says from then on once the proxy lets go.
  case holdAnswer
}

/// What makes a repeated call recognisable.
package struct RequestKey: Hashable, Sendable {
  /// Id of the caller's token.
  package var tokenID: String
  /// The method that was called.
  package var method: String
  /// The caller's own id of the request.
  package var requestID: String

  /// The key of a call.
  package init(tokenID: String, method: String, requestID: String) {
    self.tokenID = tokenID
    self.method = method
    self.requestID = requestID
  }
}

/// Who makes a call, as the audit names it.
package struct Caller: Hashable, Sendable {
  /// Id of the token.
  package var tokenID: String
  /// Name of the token.
  package var tokenName: String
  /// What the token may do.
  package var role: Role
  /// Address that the call came from; empty for the service itself.
  package var address: String

  /// The owner of a token, calling from an address.
  package init(tokenID: String, tokenName: String, role: Role, address: String = "") {
    self.tokenID = tokenID
    self.tokenName = tokenName
    self.role = role
    self.address = address
  }
}

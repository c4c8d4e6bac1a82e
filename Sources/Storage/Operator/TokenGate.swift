package import Cleanup

/// What must match before a token is looked up in its tenant, so that failed authentication never
/// opens one.
package struct TokenGate: Hashable, Sendable {
  /// Id of the token.
  package var tokenID: String
  /// The tenant that the token is for; nil for a fleet token.
  package var tenant: TenantID?
  /// SHA-256 of the secret.
  package var secretHash: [UInt8]

  /// A gate for one token.
  package init(tokenID: String, tenant: TenantID?, secretHash: [UInt8]) {
    self.tokenID = tokenID
    self.tenant = tenant
    self.secretHash = secretHash
  }
}

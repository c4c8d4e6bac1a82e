package import Cleanup

/// What must match before a token is looked up in its tenant, so that failed authentication never
/// opens one.
package struct TokenGate: Hashable, Sendable {
  /// Id of the token.
  package var tokenID: String
  /// The tenant that the token is for; nil for a fleet token.
  package var tenant: TenantID?
  /// SHA-256 of the secret; empty when a client's certificate stands in its place.
  package var secretHash: [UInt8]
  /// Name of the clients that the token speaks for; nil for a token with a secret.
  package var client: ClientName?
  /// When the token ends; nil for never.
  package var expiresAt: Moment?

  /// A gate for one token.
  package init(
    tokenID: String, tenant: TenantID?, secretHash: [UInt8], expiresAt: Moment? = nil,
    client: ClientName? = nil
  ) {
    self.client = client
    self.tokenID = tokenID
    self.tenant = tenant
    self.secretHash = secretHash
    self.expiresAt = expiresAt
  }

  /// The gate of a token in a tenant; of a fleet token without one.
  package init(of token: AccessToken, in tenant: TenantID? = nil) {
    self.init(
      tokenID: token.id, tenant: tenant, secretHash: token.secretHash,
      expiresAt: token.expiresAt, client: token.client)
  }

  /// Whether the token has not ended by a moment.
  package func isOpen(at moment: Moment) -> Bool {
    expiresAt.map { moment < $0 } ?? true
  }
}

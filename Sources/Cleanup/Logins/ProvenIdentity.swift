/// Who a login was, as a checked ID token says.
package struct ProvenIdentity: Hashable, Sendable {
  /// The provider, as the token names it.
  package var issuer: String
  /// The user's id at the provider, which never passes to somebody else.
  package var subject: String
  /// The username that the configured claim holds; nil when the token has none that counts.
  package var username: String?
  /// Everything else that the token says of the user.
  package var claims: [Claim]
  /// When the token was made, which is when the user logged in.
  package var issuedAt: Moment
  /// From when on the token proves nothing any more, clock skew included.
  package var expiresAt: Moment
  /// SHA-256 of what is signed of the token, 32 bytes: another signature makes no other token.
  package var tokenHash: [UInt8]

  /// What a token proves.
  package init(
    issuer: String, subject: String, username: String?, claims: [Claim] = [], issuedAt: Moment,
    expiresAt: Moment, tokenHash: [UInt8]
  ) {
    self.issuer = issuer
    self.subject = subject
    self.username = username
    self.claims = claims
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
    self.tokenHash = tokenHash
  }
}

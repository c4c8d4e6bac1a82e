/// A token as stored: everything but its secret. One that is for a client's name has none.
package struct AccessToken: Hashable, Sendable {
  /// Most bytes of a token's name.
  package static let maxNameBytes = 128

  /// Immutable id, 32 hexadecimal digits.
  package var id: String
  /// Name for people.
  package var name: String
  /// What it may do.
  package var role: Role
  /// SHA-256 of the secret; empty when a client's certificate stands in its place.
  package var secretHash: [UInt8]
  /// Name of the clients that it speaks for; nil for a token with a secret.
  package var client: ClientName?
  /// When it was made.
  package var createdAt: Moment
  /// When it ends; nil for never.
  package var expiresAt: Moment?
  /// When it was last used, to the minute.
  package var lastUsedAt: Moment?
  /// When it was revoked.
  package var revokedAt: Moment?

  /// A token with the hash of its secret.
  package init(
    id: String, name: String, role: Role, secretHash: [UInt8], createdAt: Moment,
    expiresAt: Moment? = nil, lastUsedAt: Moment? = nil, revokedAt: Moment? = nil,
    client: ClientName? = nil
  ) {
    self.client = client
    self.id = id
    self.name = name
    self.role = role
    self.secretHash = secretHash
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.lastUsedAt = lastUsedAt
    self.revokedAt = revokedAt
  }

  /// Whether it is good at a moment.
  package func isValid(at moment: Moment) -> Bool {
    revokedAt == nil && expiresAt.map { moment < $0 } ?? true
  }
}

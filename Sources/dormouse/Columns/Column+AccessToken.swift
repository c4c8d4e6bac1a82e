internal import Cleanup

extension Column where Row == AccessToken {
  /// A token in a list.
  static var tokens: [Column] {
    [
      Column("id") { .text($0.id) },
      Column("name") { .text($0.name) },
      Column("role") { .text($0.role.rawValue) },
      Column("client") { .text($0.client?.text ?? "") },
      Column("created") { .moment($0.createdAt) },
      Column("expires") { .moment($0.expiresAt) },
      Column("last used") { .moment($0.lastUsedAt) },
      Column("revoked") { .moment($0.revokedAt) },
    ]
  }
}

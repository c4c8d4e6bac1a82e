internal import Cleanup

extension Column where Row == IdentityProvider {
  /// Whose ID tokens prove logins.
  static var identityProviders: [Column] {
    [
      Column("issuer") { .text($0.issuer) },
      Column("audiences") { .list($0.audiences) },
      Column("algorithms") { .list($0.effectiveAlgorithms.map(\.rawValue)) },
      Column("user claim") { .text($0.effectiveUserClaim) },
      Column("directory") { .text($0.directory) },
      Column("clock skew seconds") { .number($0.effectiveClockSkewSeconds) },
    ]
  }
}

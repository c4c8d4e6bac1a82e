/// What a policy says of a user, without the reason.
package enum Decision: Hashable, Sendable, WireCode {
  /// Kept.
  case kept
  /// A candidate.
  case candidate

  static let wireOrder: [Decision] = [.kept, .candidate]
}

/// How lists of verdicts are ordered.
package enum VerdictOrder: Hashable, Sendable, WireCode {
  /// Never first, then unknown, then the longest asleep.
  case lastActivity
  /// By username.
  case username

  static let wireOrder: [VerdictOrder] = [.lastActivity, .username]
}

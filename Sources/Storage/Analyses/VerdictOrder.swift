/// How lists of verdicts are ordered.
package enum VerdictOrder: String, Hashable, Sendable, Codable {
  /// Never first, then unknown, then the longest asleep.
  case lastActivity
  /// By username as it compares.
  case username
}

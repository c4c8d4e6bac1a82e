package import Cleanup

/// Somebody whom a run has still to settle, with everything that judging anew needs.
package struct RunCandidate: Hashable, Sendable {
  /// The user's row.
  package var user: UserID
  /// Name of the directory.
  package var directory: String
  /// Id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
  /// Last activity as the analysis knew it.
  package var lastActivity: LastActivity
  /// What is known of the user now; nil for one that does not show any more.
  package var facts: UserFacts?
  /// Whether anything is held of the user.
  package var hasOpenHolds: Bool
}

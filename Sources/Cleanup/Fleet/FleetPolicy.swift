/// What a policy does, in short.
package struct FleetPolicy: Hashable, Sendable {
  /// What is done to a candidate.
  package var action: CleanupAction
  /// Days without activity after which somebody is inactive.
  package var inactiveAfterDays: Int
  /// Counts up with every change, from 1.
  package var revision: Int64

  /// The short form of its parts.
  package init(action: CleanupAction, inactiveAfterDays: Int, revision: Int64) {
    self.action = action
    self.inactiveAfterDays = inactiveAfterDays
    self.revision = revision
  }

  /// The short form of a policy.
  package init(_ stored: StoredPolicy) {
    self.init(
      action: stored.policy.action, inactiveAfterDays: stored.policy.inactiveAfterDays,
      revision: stored.revision)
  }
}

package import Cleanup

/// What is known of an analysis before it has judged anybody.
package struct AnalysisDraft: Hashable, Sendable {
  /// Immutable id.
  package var id: String
  /// The policy that it judges by.
  package var policy: StoredPolicy
  /// When it is made.
  package var createdAt: Moment
  /// The moment that it judges as of; nil for its own.
  package var asOf: Moment?
  /// Name of the token that asked for it.
  package var createdBy: String

  /// An analysis about to begin.
  package init(
    id: String, policy: StoredPolicy, createdAt: Moment, asOf: Moment? = nil, createdBy: String
  ) {
    self.id = id
    self.policy = policy
    self.createdAt = createdAt
    self.asOf = asOf
    self.createdBy = createdBy
  }
}

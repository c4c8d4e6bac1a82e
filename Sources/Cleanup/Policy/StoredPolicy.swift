/// A policy with the facts of its storage.
package struct StoredPolicy: Hashable, Sendable {
  /// The settings.
  package var policy: Policy
  /// Counts up with every change, from 1; 0 for one that is not stored.
  package var revision: Int64
  /// Changes with every change.
  package var etag: String
  /// When it was last changed.
  package var updatedAt: Moment
  /// Name of the token that last changed it.
  package var updatedBy: String

  /// A policy as stored.
  package init(
    policy: Policy, revision: Int64, etag: String, updatedAt: Moment, updatedBy: String
  ) {
    self.policy = policy
    self.revision = revision
    self.etag = etag
    self.updatedAt = updatedAt
    self.updatedBy = updatedBy
  }
}

/// Provisioning with the facts of its storage.
package struct StoredProvisioning: Hashable, Sendable {
  /// The settings.
  package var provisioning: Provisioning
  /// Counts up with every change, from 1; 0 for what was never set.
  package var revision: Int64
  /// Changes with every change.
  package var etag: String
  /// When it was last changed; nil when it never was.
  package var updatedAt: Moment?
  /// Name of the token that last changed it.
  package var updatedBy: String

  /// Settings as stored; those that hold when nothing was ever set, unless told otherwise.
  package init(
    provisioning: Provisioning = Provisioning(), revision: Int64 = 0, etag: String = "",
    updatedAt: Moment? = nil, updatedBy: String = ""
  ) {
    self.provisioning = provisioning
    self.revision = revision
    self.etag = etag
    self.updatedAt = updatedAt
    self.updatedBy = updatedBy
  }
}

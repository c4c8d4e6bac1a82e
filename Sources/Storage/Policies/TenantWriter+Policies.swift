package import Cleanup

extension TenantWriter {
  /// Puts a policy in force under the next revision. Whoever calls has compared etags.
  package func putPolicy(
    _ policy: Policy, by author: String, at now: Moment
  ) throws(StorageError) -> StoredPolicy {
    let revision = try connection.number("SELECT ifnull(max(revision), 0) + 1 FROM policies")
    let stored = StoredPolicy(
      policy: policy, revision: revision, etag: Identifier.random(), updatedAt: now,
      updatedBy: author)
    try connection.run(
      """
      INSERT INTO policies (revision, policy, etag, updated_at, updated_by)
      VALUES (?, ?, ?, ?, ?)
      """, revision, try StoredJSON.encode(policy), stored.etag, now.microseconds, author)
    return stored
  }
}

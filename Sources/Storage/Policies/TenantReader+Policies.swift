package import Cleanup

extension TenantReader {
  /// The policy in force; nil before the first.
  package func policy() throws(StorageError) -> StoredPolicy? {
    try connection.first(Self.latestPolicy, read: Self.policy)
  }

  /// The revision of the policy in force; nil before the first.
  package func policyRevision() throws(StorageError) -> Int64? {
    try connection.first("SELECT revision FROM policies ORDER BY revision DESC LIMIT 1") { $0[0] }
  }

  /// The policy of a revision.
  package func policy(revision: Int64) throws(StorageError) -> StoredPolicy? {
    try connection.first(Self.policyByRevision, revision, read: Self.policy)
  }

  private static let policyColumns = "policy, revision, etag, updated_at, updated_by"

  private static func policy(_ row: Row) throws(StorageError) -> StoredPolicy {
    StoredPolicy(
      policy: try StoredJSON.decode(row[0]), revision: row[1], etag: row[2],
      updatedAt: row.moment(3), updatedBy: row[4])
  }

  private static let latestPolicy = SQL.kept(
    "SELECT \(Self.policyColumns) FROM policies ORDER BY revision DESC LIMIT 1")
  private static let policyByRevision = SQL.kept(
    "SELECT \(Self.policyColumns) FROM policies WHERE revision = ?")
}

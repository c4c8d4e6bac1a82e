package import Cleanup

extension TenantWriter {
  /// Stores an exemption in the place of the one that the user has.
  package func putExemption(_ exemption: Exemption) throws(StorageError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO exemptions (user_id, id, until, owner, reason, created_at, created_by)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, exemption.user.rawValue, exemption.id, exemption.until.microseconds, exemption.owner,
      exemption.reason, exemption.createdAt.microseconds, exemption.createdBy)
  }

  /// Ends a user's exemption. False when there was none.
  package func deleteExemption(of user: UserID) throws(StorageError) -> Bool {
    try connection.change("DELETE FROM exemptions WHERE user_id = ?", user.rawValue) > 0
  }
}

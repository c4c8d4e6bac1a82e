package import Cleanup

extension TenantReader {
  /// A user's open holds, oldest first.
  package func openHolds(of user: UserID) throws(StorageError) -> [Hold] {
    try connection.all(
      """
      SELECT \(HoldRow.columns) FROM \(HoldRow.tables)
      WHERE h.user_id = ? AND h.closed_at IS NULL ORDER BY h.number
      """, user.rawValue, read: HoldRow.hold)
  }

  /// The hold with an id, open or closed.
  package func hold(_ id: String) throws(StorageError) -> Hold? {
    try connection.first(
      "SELECT \(HoldRow.columns) FROM \(HoldRow.tables) WHERE h.id = ?", id, read: HoldRow.hold)
  }
}

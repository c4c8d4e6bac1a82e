internal import Cleanup

/// What runs, logins and persons did to users after an import began: its listing cannot know of it, and
/// must not undo it.
///
/// Whatever the listing says otherwise of such an account or membership is taken out of what waits, so
/// that it stays as it is until the next listing, which knows of it, settles it.
struct LaterChanges {
  let connection: Connection
  let directory: DirectoryID

  private var id: Int64 { directory.rawValue }

  /// Whether somebody (`u`) was created, opened, or given a membership after the import into the
  /// directory `?1` began.
  static let isBack = """
    max(u.first_seen_at, ifnull(u.reactivated_at, u.first_seen_at)) > (\(startedAt))
    """

  private static let startedAt = "SELECT started_at FROM imports WHERE directory_id = ?1"

  /// The holds of an effect `?2` that were opened after the import began, and still are. Their numbers
  /// follow the order of opening, so that only these are looked at.
  private static let held = """
    SELECT user_id, group_id FROM holds
    WHERE closed_at IS NULL AND effect = ?2 AND number > ifnull(
      (SELECT number FROM holds WHERE created_at <= (\(startedAt)) ORDER BY number DESC LIMIT 1), 0)
    """

  /// Lets the changes win over what waits.
  func win() throws(StorageError) {
    try keepAccounts()
    try keepTakenMemberships()
    try keepGivenMemberships()
  }

  /// Whoever has an intent is being changed at this moment, and stays as it is until that is settled.
  private func keepAccounts() throws(StorageError) {
    try connection.run(
      """
      UPDATE pending_users SET is_active = NULL
      WHERE directory_id = ?1 AND is_active IS NOT NULL AND (
        user_id IN (SELECT user_id FROM (\(Self.held)))
        OR user_id IN (SELECT user_id FROM intents WHERE group_id IS NULL)
        OR EXISTS (SELECT 1 FROM users u WHERE u.id = pending_users.user_id AND \(Self.isBack)))
      """, id, Effect.deactivate.rawValue)
  }

  private func keepTakenMemberships() throws(StorageError) {
    try connection.run(
      """
      DELETE FROM pending_memberships
      WHERE ((user_id, group_id) IN (\(Self.held))
          OR (user_id, group_id) IN (SELECT user_id, group_id FROM intents WHERE effect = ?3))
        AND user_id IN (SELECT user_id FROM pending_users WHERE directory_id = ?1)
      """, id, Effect.removeFromGroup.rawValue, Effect.addToGroup.rawValue)
  }

  private func keepGivenMemberships() throws(StorageError) {
    try connection.run(
      """
      INSERT OR IGNORE INTO pending_memberships (user_id, group_id)
      SELECT m.user_id, m.group_id FROM pending_users p
      JOIN users u ON u.id = p.user_id
      JOIN memberships m ON m.user_id = p.user_id
      JOIN groups g ON g.id = m.group_id AND g.directory_id = ?1
      WHERE p.directory_id = ?1 AND (\(Self.isBack) OR EXISTS (
        SELECT 1 FROM intents i WHERE i.user_id = m.user_id AND i.group_id = m.group_id))
      """, id)
  }
}

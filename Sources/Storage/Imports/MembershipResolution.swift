internal import Cleanup

/// Finds out who the members of groups are once a remote directory has listed everything: groups name
/// them by locators.
///
/// Whoever is new becomes a member at once, as nobody sees it yet; of the others, those whose memberships
/// differ from what is stored wait with the changes of the listing.
struct MembershipResolution {
  /// Users that are looked at in one transaction.
  static let usersAtOnce = 1000

  let connection: Connection
  let directory: DirectoryID
  let generation: Int64

  /// What groups say of a user `u`: rows of `l` and `m`.
  private static let wanted = """
    pending_locators l JOIN pending_members m
      ON m.directory_id = l.directory_id AND m.locator = l.locator
    """

  /// Looks at some users behind a row, in the order of rows; the last row, nil when there are no more.
  func resolve(after: Int64) throws(StorageError) -> Int64? {
    let last = try connection.first(
      """
      SELECT max(user_id) FROM (
        SELECT user_id FROM pending_locators WHERE directory_id = ? AND user_id > ?
        ORDER BY user_id LIMIT ?)
      """, directory.rawValue, after, Self.usersAtOnce
    ) { $0.isNull(0) ? nil : $0[0] as Int64 }
    guard let last = last ?? nil else { return nil }
    try joinNew(after, last)
    let staged = try stageDiffering(after, last)
    try connection.run(
      "UPDATE imports SET updated = updated + ?1, unchanged = unchanged - ?1 WHERE directory_id = ?2",
      staged, directory.rawValue)
    try fillStaged(after, last)
    return last
  }

  /// Notes which groups are members of which.
  func resolveNesting() throws(StorageError) {
    try connection.run(
      """
      INSERT OR IGNORE INTO pending_edges (directory_id, child, parent)
      SELECT l.directory_id, l.group_id, m.group_id FROM \(Self.wanted)
      WHERE l.directory_id = ? AND l.group_id IS NOT NULL AND l.group_id <> m.group_id
      """, directory.rawValue)
  }

  private func joinNew(_ after: Int64, _ last: Int64) throws(StorageError) {
    try connection.run(
      """
      INSERT OR IGNORE INTO memberships (user_id, group_id)
      SELECT l.user_id, m.group_id FROM \(Self.wanted)
      JOIN users u ON u.id = l.user_id AND u.added_generation = ?4
      WHERE l.directory_id = ?1 AND l.user_id > ?2 AND l.user_id <= ?3
      """, directory.rawValue, after, last, generation)
  }

  /// Lets those wait whose memberships differ, with everything else as it is.
  private func stageDiffering(_ after: Int64, _ last: Int64) throws(StorageError) -> Int {
    try connection.change(
      """
      INSERT OR IGNORE INTO pending_users
        (user_id, directory_id, username, username_key, display_name, email, is_active,
         created_at, login_state, login_at)
      SELECT u.id, u.directory_id, u.username, u.username_key, u.display_name, u.email, NULL,
        u.created_at, 0, NULL
      FROM users u
      WHERE u.id > ?2 AND u.id <= ?3 AND u.directory_id = ?1
        AND u.added_generation < ?4 AND u.seen_generation = ?4
        AND (EXISTS (
          SELECT 1 FROM \(Self.wanted)
          WHERE l.directory_id = ?1 AND l.user_id = u.id AND NOT EXISTS (
            SELECT 1 FROM memberships x WHERE x.user_id = u.id AND x.group_id = m.group_id))
        OR EXISTS (
          SELECT 1 FROM memberships x JOIN groups g ON g.id = x.group_id AND g.directory_id = ?1
          WHERE x.user_id = u.id AND NOT EXISTS (
            SELECT 1 FROM \(Self.wanted)
            WHERE l.directory_id = ?1 AND l.user_id = u.id AND m.group_id = x.group_id)))
      """, directory.rawValue, after, last, generation)
  }

  private func fillStaged(_ after: Int64, _ last: Int64) throws(StorageError) {
    try connection.run(
      """
      INSERT OR IGNORE INTO pending_memberships (user_id, group_id)
      SELECT p.user_id, m.group_id FROM pending_users p, \(Self.wanted)
      WHERE l.directory_id = ?1 AND l.user_id = p.user_id AND p.user_id > ?2 AND p.user_id <= ?3
        AND p.directory_id = ?1
      """, directory.rawValue, after, last)
  }
}

internal import Cleanup

/// Finds out who the members of groups are once a remote directory has listed everything: groups name
/// them by locators.
///
/// Whoever is new becomes a member at once, as nobody sees it yet; of the others, those whose memberships
/// differ from what is stored wait with the changes of the listing.
struct MembershipResolution {
  /// Users that are looked at in one transaction.
  static let usersAtOnce = 1000
  /// Rows of each table that are cleared away in one transaction, and those at the same locator as the last.
  static let clearedAtOnce = 5000

  let connection: Connection
  let directory: DirectoryID
  let generation: Int64

  /// What groups say of whoever is at a locator: rows of `l` and `m`. CROSS JOIN keeps SQLite from looking
  /// through all members for one user.
  private static let wanted = """
    pending_locators l CROSS JOIN pending_members m
      ON m.directory_id = l.directory_id AND m.locator = l.locator
    """

  /// Lets users `?2` to `?3` that are new in generation `?4` join their groups.
  static let joiningNew = SQL.kept(
    """
    INSERT OR IGNORE INTO memberships (user_id, group_id)
    SELECT l.user_id, m.group_id FROM \(Self.wanted)
    JOIN users u ON u.id = l.user_id AND u.added_generation = ?4
    WHERE l.directory_id = ?1 AND l.user_id > ?2 AND l.user_id <= ?3
    """)

  /// Lets those of users `?2` to `?3` wait whose memberships differ.
  static let stagingDiffering = SQL.kept(
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
    """)

  /// Notes the memberships of those of users `?2` to `?3` who wait.
  static let fillingStaged = SQL.kept(
    """
    INSERT OR IGNORE INTO pending_memberships (user_id, group_id)
    SELECT p.user_id, m.group_id FROM pending_users p, \(Self.wanted)
    WHERE l.directory_id = ?1 AND l.user_id = p.user_id AND p.user_id > ?2 AND p.user_id <= ?3
      AND p.directory_id = ?1
    """)

  /// Looks at some users behind a row, in the order of rows; the last row, nil when there are no more.
  func resolve(after: Int64) throws(StorageError) -> Int64? {
    let last = try connection.first(
      """
      SELECT max(id) FROM (
        SELECT id FROM users WHERE directory_id = ? AND id > ? ORDER BY id LIMIT ?)
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

  /// Notes which groups are members of which; refused where a user and a group cannot be told apart.
  func resolveNesting() throws(StorageError) {
    let isAmbiguous = try connection.exists(
      """
      SELECT 1 FROM pending_locators g CROSS JOIN pending_locators u
        ON u.directory_id = g.directory_id AND u.locator = g.locator AND u.is_group = 0
      WHERE g.directory_id = ? AND g.group_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM pending_members m
          WHERE m.directory_id = g.directory_id AND m.locator = g.locator)
      """, directory.rawValue)
    if isAmbiguous {
      throw StorageError(
        .rejectedListing,
        "A user and a group have the same id or name, so that it cannot be told who of them is a member of"
          + " a group: leave one of them out by a filter.")
    }
    try connection.run(
      """
      INSERT OR IGNORE INTO pending_edges (directory_id, child, parent)
      SELECT l.directory_id, l.group_id, m.group_id FROM \(Self.wanted)
      WHERE l.directory_id = ? AND l.group_id IS NOT NULL AND l.group_id <> m.group_id
      """, directory.rawValue)
  }

  /// Clears away some of what is not needed once everything is resolved; false when nothing is left.
  func clearSome() throws(StorageError) -> Bool {
    var cleared = 0
    for table in ["pending_members", "pending_locators"] {
      cleared += try connection.change(
        """
        DELETE FROM \(table) WHERE directory_id = ?1 AND locator <= (
          SELECT max(locator) FROM (
            SELECT locator FROM \(table) WHERE directory_id = ?1 ORDER BY locator LIMIT ?2))
        """, directory.rawValue, Self.clearedAtOnce)
    }
    return cleared > 0
  }

  private func joinNew(_ after: Int64, _ last: Int64) throws(StorageError) {
    try connection.run(
      Self.joiningNew, directory.rawValue, after, last, generation)
  }

  /// Lets those wait whose memberships differ, with everything else as it is.
  private func stageDiffering(_ after: Int64, _ last: Int64) throws(StorageError) -> Int {
    try connection.change(
      Self.stagingDiffering, directory.rawValue, after, last, generation)
  }

  private func fillStaged(_ after: Int64, _ last: Int64) throws(StorageError) {
    try connection.run(
      Self.fillingStaged, directory.rawValue, after, last)
  }
}

package import Cleanup

extension TenantWriter {
  /// Deletes a directory: from this transaction on nothing of it shows, its name is free, and its secret is
  /// gone. Its rows are left to `TenantDatabase.clearDeletedDirectories`.
  package func deleteDirectory(_ directory: DirectorySettings) throws(StorageError) {
    let id = directory.id.rawValue
    try connection.run(
      """
      UPDATE directories SET deleted_name = name, name = '/' || id, position = 0, generation = -1,
        is_complete = 0, user_count = 0, group_count = 0, remote = NULL, secret = NULL,
        own_account = NULL, observed_since = NULL, failed_at = NULL, failure = NULL, etag = ?
      WHERE id = ?
      """, Identifier.random(), id)
    for table in ["held_listings", "good_listings", "login_days"] {
      try connection.run("DELETE FROM \(table) WHERE directory_id = ?", id)
    }
    try connection.run(
      "UPDATE directories SET position = position - 1 WHERE position > ?", directory.position)
  }

  /// Clears some users of a deleted directory away, behind a row; answers the last row that it looked at,
  /// nil when there are no more.
  ///
  /// Whom kept verdicts name stays with nothing but names. So does, without a name, the last row of all:
  /// outcomes tell users by their rows, which must not be given to somebody else.
  func clearDeletedUsers(
    of directory: DirectoryID, after: Int64, limit: Int
  ) throws(StorageError) -> Int64? {
    let ids = try connection.all(
      "SELECT id FROM users WHERE directory_id = ? AND id > ? ORDER BY id LIMIT ?",
      directory.rawValue, after, limit
    ) { $0[0] as Int64 }
    for id in ids {
      for statement in Self.belongings { try connection.run(statement, id) }
      let isGone = try connection.change(Self.deleteUser, id) > 0
      if isGone { continue }
      let isEmpty = try connection.change(Self.emptyUser, id) > 0
      if !isEmpty { try connection.run(Self.hideUser, id) }
    }
    return ids.last
  }

  /// Gives up some of what is held of users of other directories in groups of a deleted one; false when
  /// there is none left.
  func abandonSomeHolds(
    inGroupsOf directory: DirectoryID, at now: Moment, limit: Int
  ) throws(StorageError) -> Bool {
    try connection.change(
      """
      UPDATE holds SET closed_at = ?2, closed_because = ?3 WHERE number IN
        (SELECT h.number FROM groups g JOIN holds h ON h.group_id = g.id
         WHERE g.directory_id = ?1 AND h.closed_at IS NULL LIMIT ?4)
      """, directory.rawValue, now.microseconds, HoldEnd.abandoned.rawValue, limit) == limit
  }

  /// Clears away some memberships in groups of a deleted directory; false when there are none left.
  func clearSomeMemberships(
    inGroupsOf directory: DirectoryID, limit: Int
  ) throws(StorageError) -> Bool {
    var isMore = false
    for table in ["memberships", "claimed_memberships"] {
      let count = try connection.change(
        """
        DELETE FROM \(table) WHERE (user_id, group_id) IN
          (SELECT m.user_id, m.group_id FROM groups g JOIN \(table) m ON m.group_id = g.id
           WHERE g.directory_id = ? LIMIT ?)
        """, directory.rawValue, limit)
      if count == limit { isMore = true }
    }
    return isMore
  }

  /// Clears away some groups of a deleted directory that have no members any more, as users are.
  func clearDeletedGroups(
    of directory: DirectoryID, after: Int64, limit: Int
  ) throws(StorageError) -> Int64? {
    let ids = try connection.all(
      "SELECT id FROM groups WHERE directory_id = ? AND id > ? ORDER BY id LIMIT ?",
      directory.rawValue, after, limit
    ) { $0[0] as Int64 }
    for id in ids {
      try connection.run("DELETE FROM group_edges WHERE child = ?1 OR parent = ?1", id)
      let isGone = try connection.change(Self.deleteGroup, id) > 0
      if !isGone {
        try connection.run("UPDATE groups SET external_id = '', name = '' WHERE id = ?", id)
      }
    }
    return ids.last
  }

  /// Clears a deleted directory away, or notes that all is cleared but what has to stay.
  func clearDeletedDirectory(_ directory: DirectoryID) throws(StorageError) {
    try connection.run("UPDATE directories SET generation = -2 WHERE id = ?", directory.rawValue)
    try connection.run(
      """
      DELETE FROM directories WHERE id = ?1
        AND NOT EXISTS (SELECT 1 FROM users WHERE directory_id = ?1)
        AND NOT EXISTS (SELECT 1 FROM groups WHERE directory_id = ?1)
      """, directory.rawValue)
  }

  private static let belongings: [SQL] = [
    "DELETE FROM memberships WHERE user_id = ?",
    "DELETE FROM claimed_memberships WHERE user_id = ?",
    "DELETE FROM signals WHERE user_id = ?",
    "DELETE FROM exemptions WHERE user_id = ?",
    "DELETE FROM identity_links WHERE user_id = ?",
    "DELETE FROM holds WHERE user_id = ?",
  ]
  private static let isInVerdicts = """
    EXISTS (SELECT 1 FROM verdicts v WHERE v.user_id = ?1
      AND v.analysis IN (SELECT number FROM analyses
        WHERE verdicts_state <> 'gone' AND verdicts_state = 'kept'))
    """
  private static let deleteUser = SQL.kept(
    """
    DELETE FROM users WHERE id = ?1 AND id < (SELECT max(id) FROM users) AND NOT \(isInVerdicts)
    """)
  private static let emptyUser = SQL.kept(
    """
    UPDATE users SET external_id = '', username = '', username_key = '', display_name = '',
      email = ''
    WHERE id = ?1 AND NOT \(isInVerdicts)
    """)
  /// No login finds the name any more; verdicts are ordered by it as before.
  private static let hideUser: SQL = """
    UPDATE users SET username_key = username_key || char(31)
    WHERE id = ? AND substr(username_key, -1) <> char(31)
    """
  private static let deleteGroup: SQL =
    "DELETE FROM groups WHERE id = ?1 AND id < (SELECT max(id) FROM groups)"
}

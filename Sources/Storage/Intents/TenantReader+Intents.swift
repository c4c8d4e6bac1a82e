package import Cleanup

extension TenantReader {
  /// Open intents, oldest first; only those of a run where one is named, and only those that were opened
  /// before a moment where one is given.
  package func intents(
    ofRun run: String? = nil, openedBefore moment: Moment? = nil
  ) throws(StorageError) -> [Intent] {
    try connection.all(
      """
      SELECT user_id, directory_id, effect, group_id, is_wakeable, run_id, opened_by, is_login,
        opened_at, is_taken_back
      FROM intents WHERE (?1 IS NULL OR run_id = ?1) AND (?2 IS NULL OR opened_at < ?2)
      ORDER BY number
      """, run, moment?.microseconds, read: Self.intent)
  }

  /// Open intents of a user.
  package func intents(of user: UserID) throws(StorageError) -> [Intent] {
    try connection.all(
      """
      SELECT user_id, directory_id, effect, group_id, is_wakeable, run_id, opened_by, is_login,
        opened_at, is_taken_back
      FROM intents WHERE user_id = ?
      """, user.rawValue, read: Self.intent)
  }

  private static func intent(_ row: Row) throws(StorageError) -> Intent {
    Intent(
      user: UserID(rawValue: row[0]), directory: DirectoryID(rawValue: row[1]),
      effect: try row.value(2), group: (row[3] as Int64?).map(GroupID.init(rawValue:)),
      isWakeable: row[4], runID: row[5], openedBy: row[6], isLogin: row[7],
      openedAt: row.moment(8), isTakenBack: row[9])
  }

  /// Whether any intent is open.
  package func hasIntents() throws(StorageError) -> Bool {
    try connection.exists("SELECT 1 FROM intents")
  }

  /// The external id of a group.
  package func externalID(of group: GroupID) throws(StorageError) -> String? {
    try connection.first("SELECT external_id FROM groups WHERE id = ?", group.rawValue) { $0[0] }
  }

  /// The group with an external id that a directory shows.
  package func group(
    externalID: String, in directory: DirectoryID
  ) throws(StorageError) -> GroupID? {
    try connection.first(
      """
      SELECT g.id FROM groups g JOIN directories d ON d.id = g.directory_id
      WHERE g.directory_id = ? AND g.external_id = ? AND g.added_generation <= d.generation
      """, directory.rawValue, externalID
    ) { GroupID(rawValue: $0[0]) }
  }

  /// The groups of a directory that a user is a direct member of.
  func memberGroups(
    of user: UserID, in directory: DirectoryID
  ) throws(StorageError) -> [GroupID] {
    try connection.all(
      """
      SELECT m.group_id FROM memberships m JOIN groups g ON g.id = m.group_id
      WHERE m.user_id = ? AND g.directory_id = ?
      """, user.rawValue, directory.rawValue
    ) { GroupID(rawValue: $0[0]) }
  }
}

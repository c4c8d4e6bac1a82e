package import Cleanup

extension TenantReader {
  /// How many users a deletion of a directory would leave as we made them: its own of whom anything is held,
  /// and those of other directories of whom a membership in one of its groups is.
  package func heldCount(in directory: DirectoryID) throws(StorageError) -> Int {
    Int(
      try connection.number(
        """
        SELECT count(DISTINCT h.user_id) FROM holds h JOIN users u ON u.id = h.user_id
        LEFT JOIN groups g ON g.id = h.group_id
        WHERE h.closed_at IS NULL AND (u.directory_id = ?1 OR g.directory_id = ?1)
        """, directory.rawValue))
  }

  /// Whether a change of a directory, or of one of its users, is under way.
  package func hasIntents(in directory: DirectoryID) throws(StorageError) -> Bool {
    try connection.exists(
      """
      SELECT 1 FROM intents i LEFT JOIN users u ON u.id = i.user_id
      WHERE i.directory_id = ?1 OR u.directory_id = ?1
      """, directory.rawValue)
  }

  /// Whether an analysis is being made.
  package func isAnalyzing() throws(StorageError) -> Bool {
    try connection.exists(
      """
      SELECT 1 FROM analyses
      WHERE verdicts_state <> 'gone' AND verdicts_state = 'kept' AND tally IS NULL
      """)
  }

  /// Whether a deleted directory is still to be cleared away.
  package func hasUnclearedDirectories() throws(StorageError) -> Bool {
    try connection.exists("SELECT 1 FROM directories WHERE generation = -1")
  }

  /// The directories that were deleted and of which anything is left.
  func deletedDirectories() throws(StorageError) -> [DirectoryID] {
    try connection.all("SELECT id FROM directories WHERE generation < 0 ORDER BY id") {
      DirectoryID(rawValue: $0[0])
    }
  }

  /// How they were called.
  func deletedNames() throws(StorageError) -> [DirectoryID: String] {
    let pairs = try connection.all(Self.namesOfDeleted) {
      (DirectoryID(rawValue: $0[0]), $0[1] as String)
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private static let namesOfDeleted = SQL.kept(
    "SELECT id, deleted_name FROM directories WHERE deleted_name IS NOT NULL")
}

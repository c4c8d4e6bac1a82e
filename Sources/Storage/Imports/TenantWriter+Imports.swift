internal import Cleanup

extension TenantWriter {
  /// Users that are cleared away in one transaction.
  static let clearedUsers = 1000
  /// Memory for pages while a remote directory is listed, in KiB: a user lands on another page of the index by
  /// name each time, and a membership on one for each group.
  static let listingCacheKiB = 4096

  /// Gives an import its generation, which no other import into the directory ever gets.
  func beginImport(
    into directory: DirectoryID, _ mode: ImportMode, at now: Moment
  ) throws(StorageError) -> Int64 {
    let count = try connection.change(
      "UPDATE directories SET last_begun = last_begun + 1 WHERE id = ? AND generation >= 0",
      directory.rawValue)
    guard count == 1 else { throw StorageError(.notFound, "there is no such directory") }
    let generation = try connection.number(
      "SELECT last_begun FROM directories WHERE id = ?", directory.rawValue)
    try connection.run(
      """
      INSERT INTO imports
        (directory_id, generation, mode, started_at, user_items, group_items, added, updated,
         unchanged)
      VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0)
      """, directory.rawValue, generation, mode.rawValue, now.microseconds)
    let isRemote = try connection.exists(
      "SELECT 1 FROM directories WHERE id = ? AND kind <> ?", directory.rawValue,
      DirectoryKind.embedded.rawValue)
    try BulkLoad.begin(connection, intoRemote: isRemote)
    if isRemote { try connection.execute("PRAGMA cache_size = -\(Self.listingCacheKiB)") }
    return generation
  }

  /// Removes some users that an unfinished import added, behind a row; answers the last row that it
  /// looked at, nil when there are no more.
  func clearAbandonedUsers(
    of directory: DirectoryID, after: Int64
  ) throws(StorageError) -> Int64? {
    let ids = try connection.all(
      """
      SELECT u.id FROM users u JOIN directories d ON d.id = u.directory_id
      WHERE u.directory_id = ? AND u.added_generation > d.generation AND u.id > ?
      ORDER BY u.id LIMIT ?
      """, directory.rawValue, after, Self.clearedUsers
    ) { $0[0] as Int64 }
    for id in ids {
      try connection.run("DELETE FROM memberships WHERE user_id = ?", id)
      try connection.run("DELETE FROM signals WHERE user_id = ?", id)
      try connection.run("DELETE FROM claimed_memberships WHERE user_id = ?", id)
      try connection.run("DELETE FROM identity_links WHERE user_id = ?", id)
      try connection.run("DELETE FROM users WHERE id = ?", id)
    }
    return ids.last
  }

  /// Removes everything else that an unfinished import left.
  func clearAbandonedRest(of directory: DirectoryID) throws(StorageError) {
    try clearPending(of: directory)
    try connection.run(
      """
      DELETE FROM groups WHERE directory_id = ?1
        AND added_generation > (SELECT generation FROM directories WHERE id = ?1)
      """, directory.rawValue)
    try BulkLoad.end(connection)
  }

  /// Empties the tables in which an import waits for its finish.
  func clearPending(of directory: DirectoryID) throws(StorageError) {
    try connection.run(
      """
      DELETE FROM pending_memberships
      WHERE user_id IN (SELECT user_id FROM pending_users WHERE directory_id = ?)
      """, directory.rawValue)
    try connection.run("DELETE FROM pending_users WHERE directory_id = ?", directory.rawValue)
    for table in ["pending_edges", "pending_group_names"] {
      try connection.run("DELETE FROM \(table) WHERE directory_id = ?", directory.rawValue)
    }
    try connection.run("DELETE FROM imports WHERE directory_id = ?", directory.rawValue)
    try connection.execute("PRAGMA cache_size = -\(Store.cacheKiB)")
  }
}

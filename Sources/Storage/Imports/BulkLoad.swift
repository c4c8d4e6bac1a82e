/// The first import into a tenant that has no users: it does without the indexes whose entries come in
/// no order, and makes them at its finish, in the transaction that makes it visible. A listing, which may
/// last, keeps the one by which logins look users up meanwhile.
///
/// An entry in its place is a page of its own in the log of each chunk; sorted ones fill pages one
/// after the other. While an index is missing no import has ever been finished, so that nobody is
/// visible whom it would find; what a crash leaves is put right by the import that comes next, and what a
/// backup has of it by the restore.
enum BulkLoad {
  private typealias Index = (name: String, on: String)

  private static let usersByKey: Index = (
    name: "users_by_key", on: "users (username_key, directory_id)"
  )
  private static let membershipsByGroup: Index = (
    name: "memberships_by_group", on: "memberships (group_id)"
  )
  private static let indexes = [usersByKey, membershipsByGroup]

  /// Whether a database that is whole may lack an index.
  static func mayLack(_ name: String) -> Bool {
    indexes.contains { $0.name == name }
  }

  /// Takes indexes away, unless there is anything that they could be needed for.
  static func begin(
    _ connection: Connection, intoRemote isRemote: Bool
  ) throws(StorageError) {
    let isInUse = try connection.exists(
      """
      SELECT 1 WHERE EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM analyses)
        OR EXISTS (SELECT 1 FROM directories WHERE generation <> 0)
      """)
    if isInUse { return }
    for index in isRemote ? [membershipsByGroup] : indexes {
      try connection.execute("DROP INDEX IF EXISTS \(index.name)")
    }
  }

  /// Makes the indexes that are missing.
  static func end(_ connection: Connection) throws(StorageError) {
    for index in indexes {
      try connection.execute("CREATE INDEX IF NOT EXISTS \(index.name) ON \(index.on)")
    }
  }
}

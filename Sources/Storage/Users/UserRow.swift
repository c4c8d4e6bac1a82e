internal import Cleanup

/// A user's row together with what of its directory decides how it shows.
struct UserRow {
  let user: User
  let directory: DirectoryID
  let position: Int
  let usernameKey: String
  let isVisible: Bool

  /// Columns of `users u JOIN directories d`.
  static let columns = """
    u.id, \(directoryName), u.external_id, u.username, u.display_name, u.email, u.is_active,
    u.created_at, u.first_seen_at, u.reactivated_at, u.directory_id, d.position, u.username_key,
    u.vanished_at IS NULL AND u.added_generation <= d.generation
    """

  /// The name of `directories d`, or that which it had before it was deleted.
  static let directoryName = "ifnull(d.deleted_name, d.name)"

  /// How many columns these are.
  static let columnCount = 14

  /// Columns of `users u` alone, for whoever knows the directories.
  static let ownColumns = """
    u.id, u.external_id, u.username, u.display_name, u.email, u.is_active, u.created_at,
    u.first_seen_at, u.reactivated_at, u.directory_id, u.username_key, u.vanished_at,
    u.added_generation
    """

  /// Where in its own columns the row of the directory stands.
  static let directoryColumn = 9

  /// The condition under which a user shows.
  static let visible = "u.added_generation <= d.generation AND u.vanished_at IS NULL"

  init(_ row: Row) {
    user = User(
      id: UserID(rawValue: row[0]), directory: row[1], externalID: row[2], username: row[3],
      displayName: row[4], email: row[5], isActive: row[6], createdAt: row.optionalMoment(7),
      firstSeenAt: row.moment(8), reactivatedAt: row.optionalMoment(9))
    directory = DirectoryID(rawValue: row[10])
    position = row[11]
    usernameKey = row[12]
    isVisible = row[13]
  }

  /// Reads its own columns.
  init(_ row: Row, in directory: SnapshotNames.Directory) {
    user = User(
      id: UserID(rawValue: row[0]), directory: directory.name, externalID: row[1],
      username: row[2], displayName: row[3], email: row[4], isActive: row[5],
      createdAt: row.optionalMoment(6), firstSeenAt: row.moment(7),
      reactivatedAt: row.optionalMoment(8))
    self.directory = DirectoryID(rawValue: directory.id)
    position = directory.position
    usernameKey = row[10]
    isVisible = row.isNull(11) && row[12] <= directory.generation
  }

  /// Where a page that ends with this user ends.
  var cursor: UserCursor {
    UserCursor(
      usernameKey: usernameKey, directory: directory.rawValue, user: user.id.rawValue)
  }
}

package import Cleanup

/// The only user of a username, with what tells whether a login needs nothing but its time recorded.
package struct SoleUser: Hashable, Sendable {
  /// The user's row.
  package var id: UserID
  /// The directory.
  package var directory: DirectoryID
  /// Stable id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
  /// Whether the account is open.
  package var isActive: Bool
  /// Whether anything is held of the user.
  package var isHeld: Bool
  /// Whether a listing no longer had the user.
  package var hasVanished: Bool
  /// The generation of the directory from which on the user shows.
  package var addedGeneration: Int64

  /// Reads the columns of whom a name has found, which is most often the username to the letter.
  init(_ row: Row, named name: String) {
    id = UserID(rawValue: row[0])
    directory = DirectoryID(rawValue: row[1])
    externalID = row[2]
    username = row.text(3, like: name)
    isActive = row[4]
    isHeld = row[5]
    hasVanished = row[6]
    addedGeneration = row[7]
  }

  /// How many columns there are.
  static let columnCount = 8

  /// Columns of `users u`, and of what is held of them.
  static let columns = """
    u.id, u.directory_id, u.external_id, u.username, u.is_active, h.user_id IS NOT NULL,
    u.vanished_at IS NOT NULL, u.added_generation
    """
  /// What is held: whoever has several holds comes several times, and is no more usual than somebody
  /// who has a namesake.
  static let holds = "LEFT JOIN holds h ON h.user_id = u.id AND h.closed_at IS NULL"
}

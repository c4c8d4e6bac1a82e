package import Cleanup

/// A user as a login finds it: without what costs further reads.
package struct LoginUser: Hashable, Sendable {
  /// The user's row in the directory; its last activity and its shadow are left out.
  package var user: User
  /// The directory.
  package var directory: DirectoryID
  /// Whether the user shows.
  package var isVisible: Bool
  /// Whether a listing no longer had the user; one that does not show and has not vanished is being
  /// imported.
  package var hasVanished: Bool

  init(_ row: Row) {
    let found = UserRow(row)
    user = found.user
    directory = found.directory
    isVisible = found.isVisible
    hasVanished = !row.isNull(UserRow.columnCount)
  }
}

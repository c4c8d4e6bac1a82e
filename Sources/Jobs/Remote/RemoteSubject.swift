internal import Cleanup

/// A user by the names that remote directories know.
struct RemoteSubject: Sendable {
  /// The row.
  let user: UserID
  /// The user's directory.
  let directory: DirectoryID
  /// The user's id in it.
  let externalID: String
}

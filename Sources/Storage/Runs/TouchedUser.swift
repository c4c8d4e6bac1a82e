package import Cleanup

/// Somebody whom a run touched, as its outcome names them.
package struct TouchedUser: Hashable, Sendable {
  /// The user's row.
  package var user: UserID
  /// Name of the directory.
  package var directory: String
  /// Id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
}

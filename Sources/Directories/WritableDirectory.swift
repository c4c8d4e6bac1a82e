/// A remote directory whose users can be changed.
package protocol WritableDirectory: RemoteDirectory {
  /// Reads one user by its id; nil when there is none.
  func user(_ id: String) async throws(DirectoryError) -> RemoteUser?

  /// Brings a user to the state that the change names: reads, changes, reads again and compares.
  ///
  /// After an error the change may have been made or not, and only another reading tells. To ask again is
  /// safe.
  ///
  /// - Returns: false when the user was in that state already.
  func apply(_ change: RemoteChange, to user: String) async throws(DirectoryError) -> Bool
}

/// A remote directory whose users can be changed.
///
/// It may keep a connection between two calls, and closes it when it is dropped.
package protocol WritableDirectory: RemoteDirectory {
  /// Reads one user by its id, with the listed groups that have it as a direct member; nil when there is none.
  func user(_ id: String) async throws(DirectoryError) -> RemoteUser?

  /// Brings a user to the state that the change names: reads, changes, reads again and compares.
  ///
  /// After an error the change may have been made or not, and only another reading tells. To ask again is
  /// safe. Errors: `.notFound` where the user or the group is gone.
  ///
  /// - Returns: false when the user was in that state already.
  func apply(_ change: RemoteChange, to user: String) async throws(DirectoryError) -> Bool

  /// Adds a user with an open account. One that has the name already is the answer, so that to ask again is
  /// safe; where its account is closed, `.accountClosed` is thrown: whoever closed it may have had a reason.
  func create(_ user: RemoteNewUser) async throws(DirectoryError) -> RemoteUser
}

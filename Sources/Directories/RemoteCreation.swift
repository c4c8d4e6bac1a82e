package import Cleanup
package import Storage

/// A user who has to be created in a remote directory.
package struct RemoteCreation: Hashable, Sendable {
  /// The directory.
  package var directory: DirectoryID
  /// The user; the id is for the directory to give.
  package var user: NewUser

  /// A user who is to be created in a directory.
  package init(directory: DirectoryID, user: NewUser) {
    self.directory = directory
    self.user = user
  }
}

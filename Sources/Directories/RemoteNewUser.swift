internal import Cleanup

/// A user who is to be created in a remote directory.
package struct RemoteNewUser: Hashable, Sendable {
  /// Login name.
  package var username: String
  /// Name for people; empty for none.
  package var displayName: String
  /// E-mail address; empty for none.
  package var email: String

  /// A user with what is known of it.
  package init(username: String, displayName: String = "", email: String = "") {
    self.username = username
    self.displayName = displayName
    self.email = email
  }
}

extension RemoteNewUser {
  /// Refuses what could not be listed again: empty names, and texts that are too long.
  package func check() throws(DirectoryError) {
    let user = ImportedUser(
      externalID: "new", username: username, displayName: displayName, email: email)
    guard let problem = user.violations.first else { return }
    throw DirectoryError(
      .refused, "The user cannot be created: \(problem.field) \(problem.description).")
  }
}

package import Cleanup

/// A user as a remote directory has it at a moment.
package struct RemoteUser: Hashable, Sendable {
  /// The user.
  package var user: ListedUser
  /// The listed groups that the user is a direct member of.
  package var groups: [ListedGroup]

  /// A user with groups.
  package init(_ user: ListedUser, groups: [ListedGroup]) {
    self.user = user
    self.groups = groups
  }
}

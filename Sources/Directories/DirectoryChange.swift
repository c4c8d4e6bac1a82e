package import Cleanup

/// A change of one user in a directory; it names the state to reach.
package enum DirectoryChange: Hashable, Sendable {
  /// The account is closed.
  case deactivate
  /// The account is open.
  case reactivate
  /// The user is no direct member of the group.
  case removeMembership(GroupID)
  /// The user is a direct member of the group.
  case addMembership(GroupID)
  /// The user is a direct member of the group, as its source says; this starts no grace period.
  case joinGroup(GroupID)
}

/// A change of one user in a remote directory; it names the state to reach. Groups go by their ids.
package enum RemoteChange: Hashable, Sendable {
  /// The account is closed.
  case deactivate
  /// The account is open.
  case reactivate
  /// The user is no direct member of the group.
  case removeMembership(String)
  /// The user is a direct member of the group.
  case addMembership(String)
}

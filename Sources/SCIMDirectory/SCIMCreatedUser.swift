package import Cleanup

/// A user who was to be created.
package struct SCIMCreatedUser: Hashable, Sendable {
  /// The user as the service has it now.
  package var user: ListedUser
  /// Whether it was not there before, as far as the service says.
  package var isNew: Bool
}

/// A user's membership in a group.
package struct Membership: Hashable, Sendable {
  /// Name of the directory that holds the group and decides whether it can be changed.
  package var directory: String
  /// Name of the group.
  package var group: String
  /// For an inherited membership the way to it: the direct group first, `group` last. Empty for a
  /// direct one.
  package var path: [String]

  /// Whether the user itself is a member, not only through another group.
  package var isDirect: Bool { path.isEmpty }

  /// A membership, direct unless it has a path.
  package init(directory: String, group: String, path: [String] = []) {
    self.directory = directory
    self.group = group
    self.path = path
  }
}

/// A part of what a remote directory lists.
package enum ListedItem: Hashable, Sendable {
  /// A user.
  case user(ListedUser)
  /// A group; it comes before its members do.
  case group(ListedGroup)
  /// Some direct members of a group.
  case members(ListedMembers)
}

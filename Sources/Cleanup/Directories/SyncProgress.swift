/// How far a listing of a remote directory is.
package struct SyncProgress: Hashable, Sendable {
  /// Users that came so far.
  package var users: Int
  /// Groups that came so far.
  package var groups: Int

  /// Nothing has come, unless told otherwise.
  package init(users: Int = 0, groups: Int = 0) {
    self.users = users
    self.groups = groups
  }

  /// Adds what came besides.
  package mutating func add(_ other: SyncProgress) {
    users += other.users
    groups += other.groups
  }
}

internal import Cleanup

/// The groups of a remote directory that the policy makes exceptions of, or whose administrators it
/// protects: a listing in which one of them has lost everybody is broken, or takes a protection away that
/// nobody took away.
struct GuardedGroups {
  private let directory: DirectoryID
  /// Groups that have members, before the listing.
  private let filled: Set<String>

  /// The groups as they are before a listing is made visible.
  init(of directory: DirectoryID, in reader: TenantReader) throws(StorageError) {
    self.directory = directory
    filled = try Self.filled(directory, in: reader)
  }

  /// Refuses the listing, which is applied by now, where one of the groups has nobody any more.
  func check(in reader: TenantReader) throws(StorageError) {
    let lost = filled.subtracting(try Self.filled(directory, in: reader)).sorted()
    guard let first = lost.first else { return }
    throw StorageError(
      .rejectedListing,
      "It no longer shows anybody in the group \"\(first)\", which the policy excepts or protects: see to it"
        + " that the account may read the group, or take the group out of the policy.")
  }

  /// Names of those groups that have a member, a user or a group.
  private static func filled(
    _ directory: DirectoryID, in reader: TenantReader
  ) throws(StorageError) -> Set<String> {
    guard let policy = try reader.policy()?.policy else { return [] }
    var found: Set<String> = []
    for name in Set(policy.exceptions.groups + policy.protection.adminGroups) {
      let isFilled = try reader.connection.exists(
        """
        SELECT 1 FROM groups g WHERE g.directory_id = ? AND g.name = ?
          AND (EXISTS (SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
              WHERE m.group_id = g.id AND u.vanished_at IS NULL)
            OR EXISTS (SELECT 1 FROM group_edges e WHERE e.parent = g.id))
        """, directory.rawValue, name)
      if isFilled { found.insert(name) }
    }
    return found
  }
}

internal import Cleanup

/// Brings the groups of a remote directory up to its listing, in the transaction that makes it visible.
struct RemoteGroups {
  private let connection: Connection
  private let directory: Int64
  private let generation: Int64

  init(_ finish: ImportFinish) {
    connection = finish.connection
    directory = finish.directory.rawValue
    generation = finish.generation
  }

  /// Gives groups their new names, and removes those that are gone.
  ///
  /// A group of which something is held stays, without members, so that the hold can say what it was.
  func apply() throws(StorageError) {
    try connection.run(
      """
      UPDATE groups SET name = p.name FROM pending_group_names p
      WHERE p.group_id = groups.id AND p.directory_id = ?
      """, directory)
    let gone = try connection.all(
      """
      SELECT id FROM groups g WHERE directory_id = ?1 AND seen_generation < ?2
        AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = g.id)
        AND NOT EXISTS (SELECT 1 FROM claimed_memberships c WHERE c.group_id = g.id)
        AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.group_id = g.id)
      """, directory, generation
    ) { $0[0] as Int64 }
    for group in gone {
      try connection.run("DELETE FROM group_edges WHERE child = ?1 OR parent = ?1", group)
      try connection.run("DELETE FROM groups WHERE id = ?", group)
    }
  }
}

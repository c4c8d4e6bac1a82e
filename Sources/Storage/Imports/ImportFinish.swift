internal import Cleanup

/// Makes an import visible, inside one transaction.
struct ImportFinish {
  let connection: Connection
  let directory: DirectoryID
  let generation: Int64
  let now: Moment
  /// Who came with the listing of a remote directory.
  let seen: RowSet

  private var id: Int64 { directory.rawValue }

  /// Applies what waits, and answers what the import changed.
  func run(userCount: Int?, groupCount: Int?) throws(StorageError) -> ImportSummary {
    let (mode, counts, listed) = try counts(userCount: userCount, groupCount: groupCount)
    var summary = counts
    let writer = TenantWriter(connection: connection)
    guard let settings = try writer.reader.directory(directory) else {
      throw StorageError(.notFound, "there is no such directory")
    }
    let source = try writer.sourceID(of: summary.directory)
    let gate = mode == .full ? try ListingGate(writer, directory: directory) : nil
    let guarded =
      settings.kind == .embedded ? nil : try GuardedGroups(of: directory, in: writer.reader)
    if summary.updated > 0 {
      try LaterChanges(connection: connection, directory: directory).win()
      summary.reverted = try noteReactivations()
      try applyUsers()
      try applyMemberships()
      try applyLogins(settings.listedActivity, source: source)
    }
    try applyNesting(mode)
    if settings.kind != .embedded { try RemoteGroups(self).apply() }
    if mode == .full, try hasEarlierUsers() { summary.vanished = try markVanished(settings.kind) }
    try BulkLoad.end(connection)
    try guarded?.check(in: writer.reader)
    try show(&summary, isComplete: mode == .full)
    // Whoever is new makes up for nobody who is gone: ids that were all replaced are a loss of all.
    let figures = ListingFigures(
      users: summary.users - summary.added, listed: listed.listed, withoutLogin: listed.withoutLogin
    )
    try gate?.judge(figures, at: now, &summary)
    try writer.clearPending(of: directory)
    return summary
  }

  private func counts(
    userCount: Int?, groupCount: Int?
  ) throws(StorageError) -> (ImportMode, ImportSummary, ListingFigures) {
    let found = try connection.first(
      """
      SELECT d.name, i.mode, i.added, i.updated, i.unchanged, i.user_items, i.group_items,
        i.without_login
      FROM imports i JOIN directories d ON d.id = i.directory_id
      WHERE i.directory_id = ? AND i.generation = ?
      """, id, generation
    ) { row throws(StorageError) in
      var summary = ImportSummary(directory: row[0])
      (summary.added, summary.updated, summary.unchanged) = (row[2], row[3], row[4])
      let mode: ImportMode = try row.value(1)
      return (
        mode: mode, summary: summary, users: row[5] as Int, groups: row[6] as Int,
        withoutLogin: row[7] as Int
      )
    }
    guard let found else { throw StorageError(.conflict, "the import has ended already") }
    if let userCount, userCount != found.users {
      throw StorageError(
        .countMismatch, "\(found.users) users came, and \(userCount) were announced")
    }
    if let groupCount, groupCount != found.groups {
      throw StorageError(
        .countMismatch, "\(found.groups) groups came, and \(groupCount) were announced")
    }
    let listed = ListingFigures(
      users: 0, listed: found.users, withoutLogin: found.withoutLogin)
    return (found.mode, found.summary, listed)
  }

  /// Whoever is open again, or back in a group that was taken, starts a new grace period, and
  /// nothing is held of the effect any more.
  ///
  /// - Returns: how many effects of cleanup were undone so.
  private func noteReactivations() throws(StorageError) -> Int {
    let opened = """
      SELECT u.id FROM pending_users p JOIN users u ON u.id = p.user_id
      WHERE p.directory_id = ?1 AND p.is_active = 1 AND u.is_active = 0
      """
    let back = """
      SELECT h.number FROM holds h
      JOIN pending_memberships m ON m.user_id = h.user_id AND m.group_id = h.group_id
      JOIN pending_users p ON p.user_id = h.user_id
      WHERE p.directory_id = ?1 AND h.closed_at IS NULL AND h.effect = ?3
      """
    try connection.run(
      "UPDATE users SET reactivated_at = ?2 WHERE id IN (\(opened))", id, now.microseconds)
    // Nobody told of the logins of those who were gone.
    try connection.run(
      """
      UPDATE users SET reactivated_at = ?2
      WHERE vanished_at IS NOT NULL
        AND id IN (SELECT user_id FROM pending_users WHERE directory_id = ?1)
        AND EXISTS (SELECT 1 FROM directories WHERE id = ?1 AND observed_since IS NOT NULL)
      """, id, now.microseconds)
    try connection.run(
      """
      UPDATE users SET reactivated_at = ?2
      WHERE id IN (SELECT user_id FROM holds WHERE number IN (\(back)))
      """, id, now.microseconds, Effect.removeFromGroup.rawValue)
    try connection.run(
      """
      UPDATE holds SET closed_at = ?2, closed_because = ?4
      WHERE closed_at IS NULL AND number IN (\(back))
      """, id, now.microseconds, Effect.removeFromGroup.rawValue, HoldEnd.seen.rawValue)
    try connection.run(
      """
      UPDATE holds SET closed_at = ?2, closed_because = ?4
      WHERE closed_at IS NULL AND effect = ?3 AND user_id IN (\(opened))
      """, id, now.microseconds, Effect.deactivate.rawValue, HoldEnd.seen.rawValue)
    return try TenantReader(connection: connection).reversionCount(seenAt: now)
  }

  private func applyUsers() throws(StorageError) {
    try connection.run(
      """
      UPDATE users SET username = p.username, username_key = p.username_key,
        display_name = p.display_name, email = p.email,
        is_active = ifnull(p.is_active, users.is_active),
        created_at = ifnull(p.created_at, users.created_at), vanished_at = NULL
      FROM pending_users p WHERE p.user_id = users.id AND p.directory_id = ?
      """, id)
  }

  private func applyMemberships() throws(StorageError) {
    try connection.run(
      """
      DELETE FROM memberships
      WHERE user_id IN (SELECT user_id FROM pending_users WHERE directory_id = ?1)
        AND +group_id IN (SELECT id FROM groups WHERE directory_id = ?1)
        AND NOT EXISTS (
          SELECT 1 FROM pending_memberships p
          WHERE p.user_id = memberships.user_id AND p.group_id = memberships.group_id)
      """, id)
    try connection.run(
      """
      INSERT OR IGNORE INTO memberships (user_id, group_id)
      SELECT m.user_id, m.group_id FROM pending_users p
      JOIN pending_memberships m ON m.user_id = p.user_id WHERE p.directory_id = ?
      """, id)
  }

  private func applyLogins(_ kind: ActivityKind, source: Int64) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO signals (user_id, kind, source_id, time, granularity_seconds)
      SELECT user_id, ?2, ?3, login_at, login_granularity_seconds FROM pending_users
      WHERE directory_id = ?1 AND login_state > 0
      ON CONFLICT (user_id, kind, source_id) DO UPDATE
      SET time = excluded.time, granularity_seconds = excluded.granularity_seconds
      WHERE excluded.time IS NOT NULL AND ifnull(excluded.time > signals.time, TRUE)
      """, id, kind.rawValue, source)
  }

  private func applyNesting(_ mode: ImportMode) throws(StorageError) {
    if mode == .full {
      try connection.run(
        """
        DELETE FROM group_edges
        WHERE child IN (SELECT id FROM groups WHERE directory_id = ?1)
          AND parent IN (SELECT id FROM groups WHERE directory_id = ?1)
        """, id)
    }
    try connection.run(
      """
      INSERT OR IGNORE INTO group_edges (child, parent)
      SELECT child, parent FROM pending_edges WHERE directory_id = ?
      """, id)
  }

  /// Whether the directory has users that another import than this one added.
  private func hasEarlierUsers() throws(StorageError) -> Bool {
    // The first import into a directory would look through all whom it added itself.
    try connection.exists(
      "SELECT 1 FROM directories WHERE id = ? AND generation > 0", id)
  }

  /// Whom a login created or woke after the import began, its listing cannot know of.
  private func markVanished(_ kind: DirectoryKind) throws(StorageError) -> Int {
    if kind != .embedded { return try markUnseen() }
    return try connection.change(
      """
      UPDATE users AS u SET vanished_at = ?2
      WHERE directory_id = ?1 AND seen_generation < ?3 AND vanished_at IS NULL
        AND NOT \(LaterChanges.isBack)
      """, id, now.microseconds, generation)
  }

  /// The same for a remote directory, whose users do not say when they were seen.
  /// A directory may list nobody who is closed: whoever is closed because of us, or about to be, stays, so that a
  /// login still finds them, unless somebody new has their name.
  private func markUnseen() throws(StorageError) -> Int {
    var unseen: [Int64] = []
    let rows = try connection.rows("SELECT id FROM users WHERE directory_id = ?", values: [id])
    while let row = try rows.next() {
      if !seen.contains(row[0]) { unseen.append(row[0]) }
    }
    var count = 0
    for user in unseen {
      count += try connection.change(
        """
        UPDATE users AS u SET vanished_at = ?2
        WHERE id = ?3 AND directory_id = ?1 AND vanished_at IS NULL AND NOT \(LaterChanges.isBack)
          AND NOT EXISTS (SELECT 1 FROM intents i WHERE i.user_id = u.id)
          AND (NOT EXISTS (SELECT 1 FROM holds h
              WHERE h.user_id = u.id AND h.effect = 'DEACTIVATE' AND h.closed_at IS NULL)
            OR EXISTS (SELECT 1 FROM users n
              WHERE n.directory_id = ?1 AND n.username_key = u.username_key
                AND n.added_generation = ?4))
        """, id, now.microseconds, user, generation)
    }
    return count
  }

  /// From here on the directory shows this generation. It is complete once there was a full listing, of
  /// which a merge changes nothing.
  private func show(
    _ summary: inout ImportSummary, isComplete: Bool
  ) throws(StorageError) {
    summary.users = Int(
      try connection.number(
        "SELECT count(*) FROM users WHERE directory_id = ? AND vanished_at IS NULL", id))
    summary.groups = Int(
      try connection.number("SELECT count(*) FROM groups WHERE directory_id = ?", id))
    summary.generation = generation
    try connection.run(
      """
      UPDATE directories SET generation = ?, is_complete = is_complete OR ?, last_import_at = ?,
        user_count = ?, group_count = ?, failed_at = NULL, failure = NULL
      WHERE id = ?
      """, generation, isComplete, now.microseconds, summary.users, summary.groups, id)
  }
}

package import Cleanup

extension TenantReader {
  /// How many users a cleanup that has ended touched: those of whom it holds or held something.
  ///
  /// Of everyone done something is held, so that only the others have to be looked at, who are few.
  package func touchedCount(of run: Run) throws(StorageError) -> Int {
    guard run.counts.manual > 0 || run.counts.failed > 0 else { return run.counts.done }
    let others = try connection.number(
      """
      SELECT count(*) FROM outcomes o
      WHERE o.run = (SELECT number FROM runs WHERE id = ?1) AND o.result IN ('MANUAL', 'FAILED')
        AND EXISTS (SELECT 1 FROM holds h WHERE h.user_id = o.user_id AND h.run_id = ?1)
      """, run.id)
    return run.counts.done + Int(others)
  }

  /// The users whom a run touched and who have no outcome in its undo yet, of a range, by user.
  package func touched(
    byRun id: String, unsettledIn undo: String, in range: UserRange, limit: Int
  ) throws(StorageError) -> [TouchedUser] {
    try connection.all(
      Self.touchedUsers, id, undo, range.after, limit, range.through
    ) { row in
      TouchedUser(
        user: UserID(rawValue: row[0]), directory: row[1], externalID: row[2], username: row[3])
    }
  }

  private static let touchedUsers: SQL = """
    SELECT o.user_id, o.directory, o.external_id, o.username FROM outcomes o
    WHERE o.run = (SELECT number FROM runs WHERE id = ?1) AND o.user_id > ?3 AND o.user_id <= ?5
      AND o.result IN ('DONE', 'MANUAL', 'FAILED')
      AND (EXISTS (SELECT 1 FROM holds h WHERE h.user_id = o.user_id AND h.run_id = ?1)
        -- What was held of whom went with their directory.
        OR o.result = 'DONE' AND NOT EXISTS (
          SELECT 1 FROM users u JOIN directories d ON d.id = u.directory_id AND d.generation >= 0
          WHERE u.id = o.user_id))
      AND NOT EXISTS (SELECT 1 FROM outcomes s
        WHERE s.run = (SELECT number FROM runs WHERE id = ?2) AND s.user_id = o.user_id)
    ORDER BY o.user_id LIMIT ?4
    """
}

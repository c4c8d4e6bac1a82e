package import Cleanup

extension TenantReader {
  /// How often an effect on a user was taken back by its source since the user last showed a sign of life.
  package func reversions(
    of user: UserID, _ effect: Effect, group: GroupID?
  ) throws(StorageError) -> Int {
    Int(
      try connection.number(
        """
        SELECT count(*) FROM holds h
        WHERE \(Self.isReversion) AND h.user_id = ?1 AND h.effect = ?2 AND h.group_id IS ?3 AND h.created_at > ifnull(
            (SELECT max(time) FROM signals WHERE user_id = ?1), 0)
        """, user.rawValue, effect.rawValue, group?.rawValue))
  }

  /// How many effects of cleanup a listing showed at a moment to be undone at their source.
  func reversionCount(seenAt moment: Moment) throws(StorageError) -> Int {
    Int(
      try connection.number(
        """
        SELECT count(*) FROM holds h WHERE \(Self.isReversion) AND h.closed_at = ?
        """, moment.microseconds))
  }

  /// Effects of cleanup that a listing showed at a moment to be undone at their source, the first of them.
  package func reversions(
    seenAt moment: Moment, limit: Int
  ) throws(StorageError) -> [Reversion] {
    try connection.all(
      """
      SELECT d.name, u.external_id, h.effect, g.name, h.run_id, h.created_at
      FROM holds h JOIN users u ON u.id = h.user_id JOIN directories d ON d.id = u.directory_id
      LEFT JOIN groups g ON g.id = h.group_id
      WHERE \(Self.isReversion) AND h.closed_at = ?
      ORDER BY h.number LIMIT ?
      """, moment.microseconds, limit
    ) { row throws(StorageError) in
      Reversion(
        directory: row[0], externalID: row[1], effect: try row.value(2), group: row[3] ?? "",
        runID: row[4], doneAt: row.moment(5))
    }
  }

  /// What a run did for sure, and a listing showed to be gone.
  private static let isReversion = """
    h.closed_because = 'seen' AND h.run_id <> '' AND NOT EXISTS (
      SELECT 1 FROM outcomes o JOIN runs r ON r.number = o.run
      WHERE r.id = h.run_id AND o.user_id = h.user_id AND o.result = 'FAILED')
    """
}

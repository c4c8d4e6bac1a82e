package import Cleanup

extension TenantReader {
  /// Visible users whom runs cleaned and who were back that often at least: how many there are, and
  /// those with most returns, at most `limit`.
  ///
  /// A run that was undone says nothing of whether its users would have come back.
  package func returners(
    atLeast fewest: Int, limit: Int
  ) throws(StorageError) -> (first: [Returner], count: Int) {
    let first = try connection.all(Self.firstReturners, fewest, limit) { row in
      Returner(user: UserID(rawValue: row[0]), returns: row[1], lastReturn: row.moment(2))
    }
    let count =
      first.count < limit ? first.count : Int(try connection.number(Self.returnerCount, fewest))
    return (first, count)
  }

  /// Each time that a user was cleaned by a run and was back, first one first.
  package func returns(of user: UserID) throws(StorageError) -> [UserReturn] {
    try connection.all(Self.returnsOfUser, user.rawValue) { row throws(StorageError) in
      let end: HoldEnd = try row.value(1)
      return UserReturn(
        lastActivity: row.isNull(2) ? nil : try StoredActivity.activity(row, at: 2),
        time: row.moment(0), beginsPeriod: end != .seen)
    }
  }

  private static let ends = [HoldEnd.restored, .woken, .seen, .byHand]
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")
  private static let isReturn = "h.run_id <> '' AND h.closed_because IN (\(ends))"
  private static let returners = """
    SELECT h.user_id, count(DISTINCT h.run_id) AS returns, max(h.closed_at) AS last_return
    FROM holds h JOIN users u ON u.id = h.user_id JOIN directories d ON d.id = u.directory_id
    WHERE \(isReturn) AND \(UserRow.visible)
    GROUP BY h.user_id HAVING returns >= ?1
    """
  private static let firstReturners = SQL.kept(
    "\(returners) ORDER BY returns DESC, last_return DESC, h.user_id LIMIT ?2")
  private static let returnerCount = SQL.kept("SELECT count(*) FROM (\(returners))")
  private static let returnsOfUser = SQL.kept(
    """
    SELECT h.closed_at, h.closed_because, c.activity_rank, c.activity_time, c.activity_kind,
      c.activity_source, c.activity_granularity_seconds
    FROM holds h LEFT JOIN runs r ON r.id = h.run_id
    LEFT JOIN outcomes c ON c.run = r.number AND c.user_id = h.user_id
    WHERE h.user_id = ? AND \(isReturn) ORDER BY h.number
    """)
}

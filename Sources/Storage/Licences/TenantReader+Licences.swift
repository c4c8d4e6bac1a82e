package import Cleanup

extension TenantReader {
  /// Users with an open account, only members of some groups when these are named.
  package func seatHolders(among groups: [GroupID]?) throws(StorageError) -> Int {
    guard let groups else { return Int(try connection.number(Self.openUsers)) }
    return Int(
      try connection.number(Self.openMembersOf, try StoredJSON.encode(groups.map(\.rawValue))))
  }

  /// What was counted of the seats from a day to another, the oldest first.
  package func seatCounts(
    from first: CivilDay, to last: CivilDay
  ) throws(StorageError) -> [SeatCount] {
    try connection.all(
      """
      SELECT day, held, freed, restored FROM licence_days WHERE day BETWEEN ? AND ? ORDER BY day
      """, first.daysSince1970, last.daysSince1970
    ) {
      SeatCount(
        day: CivilDay(daysSince1970: $0[0]), held: $0[1],
        changes: SeatChanges(freed: $0[2], restored: $0[3]))
    }
  }

  /// What stands in the count of a day's seats.
  package func seatMark(onDay day: CivilDay) throws(StorageError) -> SeatMark {
    try connection.first(
      "SELECT measured_at, freed, restored FROM licence_days WHERE day = ?", day.daysSince1970
    ) {
      SeatMark(
        measuredAt: $0.optionalMoment(0), changes: SeatChanges(freed: $0[1], restored: $0[2]))
    } ?? SeatMark()
  }

  /// Whether seats were counted on a day.
  package func hasSeatCount(onDay day: CivilDay) throws(StorageError) -> Bool {
    try connection.exists(
      "SELECT 1 FROM licence_days WHERE day = ? AND held IS NOT NULL", day.daysSince1970)
  }

  /// What a seat costs; nil when it was never set.
  package func seatPrice() throws(StorageError) -> StoredSeatPrice? {
    try connection.first(
      "SELECT price, etag, updated_at, updated_by FROM seat_price"
    ) { (row) throws(StorageError) in
      let json: String? = row[0]
      let price: SeatPrice? = if let json { try StoredJSON.decode(json) } else { nil }
      return StoredSeatPrice(
        price: price, etag: row[1], updatedAt: row.moment(2), updatedBy: row[3])
    }
  }

  private static let openUsers = SQL.kept(
    """
    SELECT count(*) FROM users u JOIN directories d ON d.id = u.directory_id
    WHERE u.is_active AND \(UserRow.visible)
    """)
  private static let openMembersOf = SQL.kept(
    """
    SELECT count(*) FROM (
      SELECT DISTINCT user_id FROM memberships
      WHERE group_id IN (SELECT value FROM json_each(?))) m
    JOIN users u ON u.id = m.user_id JOIN directories d ON d.id = u.directory_id
    WHERE u.is_active AND \(UserRow.visible)
    """)
}

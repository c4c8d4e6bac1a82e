internal import Cleanup

/// One pass over the users of a directory: their rows, memberships and signals are read side by
/// side, each in the order of user rows.
struct FactsCursor {
  private let reader: TenantReader
  private let directory: DirectorySettings
  private let sources: [Int64: String]
  private var users: Rows
  private var groups: SideCursor<GroupID>
  private var signals: SideCursor<ActivitySignal>

  /// Begins a pass; users created after `createdUntil` are left out.
  init(
    _ reader: TenantReader, _ directory: DirectorySettings, sources: [Int64: String],
    createdUntil: Moment?
  ) throws(StorageError) {
    self.reader = reader
    self.directory = directory
    self.sources = sources
    let connection = reader.connection
    users = try connection.rows(
      """
      SELECT u.id, u.external_id, u.username_key, u.is_active, u.created_at, u.first_seen_at,
        u.reactivated_at, e.until, e.owner
      FROM users u LEFT JOIN exemptions e ON e.user_id = u.id
      WHERE u.directory_id = ? AND u.added_generation <= ? AND u.vanished_at IS NULL
        AND ifnull(u.created_at <= ?, TRUE)
      ORDER BY u.id
      """,
      values: [
        directory.id.rawValue, directory.generation, (createdUntil ?? .latest).microseconds,
      ])
    // Rows of one import stand together, so that few rows of other directories lie in the range.
    let range: [Connection.Value] =
      try connection.first(
        "SELECT min(id), max(id) FROM users WHERE directory_id = ?", directory.id.rawValue
      ) { [$0[0] as Int64?, $0[1] as Int64?] } ?? [nil, nil]
    groups = try SideCursor(
      try connection.rows(
        """
        SELECT user_id, group_id FROM memberships WHERE user_id BETWEEN ? AND ?
        ORDER BY user_id, group_id
        """, values: range)
    ) { GroupID(rawValue: $0[1]) }
    signals = try SideCursor(
      try connection.rows(
        """
        SELECT user_id, kind, source_id, time, granularity_seconds FROM signals
        WHERE user_id BETWEEN ? AND ? ORDER BY user_id, kind, source_id
        """, values: range)
    ) { row throws(StorageError) in try ActivitySignal(row, sources) }
  }

  /// Puts the facts of the next user in the place of another's, whose arrays are used again; false
  /// behind the last.
  mutating func next(_ facts: inout UserFacts) throws(StorageError) -> Bool {
    guard let row = try users.next() else { return false }
    var (memberships, activity) = (facts.groups, facts.signals)
    // Nobody else may hold the arrays, or they would be copied.
    (facts.groups, facts.signals) = ([], [])
    memberships.removeAll(keepingCapacity: true)
    activity.removeAll(keepingCapacity: true)
    facts = UserFacts(row, directory: directory.id)
    if let own = directory.ownAccount { facts.isServiceAccount = own == facts.externalID }
    try groups.take(of: facts.id.rawValue, into: &memberships)
    try signals.take(of: facts.id.rawValue, into: &activity)
    (facts.groups, facts.signals) = (memberships, activity)
    facts.shadowedBy =
      try reader.shadow(of: facts.usernameKey, before: directory.position)?.id
    return true
  }
}

extension ActivitySignal {
  /// A signal behind its user: `user_id, kind, source_id, time, granularity_seconds`.
  init(_ row: Row, _ sources: [Int64: String]) throws(StorageError) {
    self.init(
      kind: try row.value(1), source: sources[row[2] as Int64] ?? "",
      time: row.optionalMoment(3), granularitySeconds: row[4])
  }
}

package import Cleanup

/// The candidates of a run's analysis who have no outcome yet, with their facts as the transaction
/// sees them.
///
/// Rows, memberships, signals and holds of many users are read side by side, each by one statement in
/// the order of users, which takes a third of the time of asking for each user.
package struct RunCandidates {
  /// Up to so many users to a candidate, reading what belongs to all of them takes less time than
  /// looking for what belongs to candidates.
  private static let usersPerCandidate: Int64 = 8

  /// What is needed of a directory, so that no more is copied for each candidate.
  private struct Place {
    let name: String
    let position: Int
    let generation: Int64
    let ownAccount: String?
  }

  private let reader: TenantReader
  private let directories: [DirectoryID: Place]
  /// Names of directories that were deleted since.
  private let deleted: [DirectoryID: String]
  private let sources: [Int64: String]
  private let run: Int64
  private let analysis: Int64

  /// The candidates of a run; `directories` are all that the tenant has. `.notFound` for a run that is
  /// not stored.
  package init(
    ofRun id: String, directories: [DirectorySettings], in reader: TenantReader
  ) throws(StorageError) {
    let found = try reader.connection.first(
      """
      SELECT r.number, ifnull(a.number, 0)
      FROM runs r LEFT JOIN analyses a ON a.id = r.analysis_id WHERE r.id = ?
      """, id
    ) { (run: $0[0] as Int64, analysis: $0[1] as Int64) }
    guard let found else { throw StorageError(.notFound, "the run is not stored") }
    self.reader = reader
    self.directories = Dictionary(
      uniqueKeysWithValues: directories.map {
        (
          $0.id,
          Place(
            name: $0.name, position: $0.position, generation: $0.generation,
            ownAccount: $0.ownAccount)
        )
      })
    deleted = try reader.deletedNames()
    sources = try reader.sources()
    (run, analysis) = found
  }

  /// The next ones of a range, by user.
  package func next(in range: UserRange, limit: Int) throws(StorageError) -> [RunCandidate] {
    var candidates = try rows(in: range, limit: limit)
    guard let first = candidates.first, let last = candidates.last else { return [] }
    try takeFacts(of: &candidates, from: first.user, through: last.user)
    // Nobody is in the shadow of a directory where there is only one.
    if directories.count > 1 { try findShadows(of: &candidates) }
    return candidates
  }

  private func findShadows(of candidates: inout [RunCandidate]) throws(StorageError) {
    for index in candidates.indices {
      guard let facts = candidates[index].facts,
        let position = directories[facts.directory]?.position
      else { continue }
      candidates[index].facts?.shadowedBy =
        try reader.shadow(of: facts.usernameKey, before: position)?.id
    }
  }

  private func rows(in range: UserRange, limit: Int) throws(StorageError) -> [RunCandidate] {
    var candidates: [RunCandidate] = []
    candidates.reserveCapacity(limit)
    let rows = try reader.connection.rows(
      Self.candidates,
      values: [
        analysis, range.after, Reason.firstCandidate, run, limit, range.through,
      ])
    while let row = try rows.next() { candidates.append(try candidate(row)) }
    return candidates
  }

  private func candidate(_ row: Row) throws(StorageError) -> RunCandidate {
    let id = DirectoryID(rawValue: row[9])
    let directory = directories[id]
    var candidate = RunCandidate(
      user: UserID(rawValue: row[0]), directory: directory?.name ?? deleted[id] ?? "",
      externalID: row[1],
      username: row[10], lastActivity: .unknown, facts: nil, hasOpenHolds: false)
    candidate.lastActivity = try StoredActivity.activity(
      row, at: 13, source: sources[row[16]] ?? "")
    if let directory, row.isNull(12), row.int64(11) <= directory.generation {
      candidate.facts = UserFacts(row, directory: id)
      if let own = directory.ownAccount {
        candidate.facts?.isServiceAccount = own == candidate.externalID
      }
    }
    return candidate
  }

  private func takeFacts(
    of candidates: inout [RunCandidate], from first: UserID, through last: UserID
  ) throws(StorageError) {
    let span = last.rawValue - first.rawValue
    let isDense = span < Self.usersPerCandidate * Int64(candidates.count)
    let statements = isDense ? SideStatements.dense : .sparse
    let range: [Connection.Value] =
      [first.rawValue, last.rawValue] + (isDense ? [] : [analysis, Reason.firstCandidate])
    let connection = reader.connection
    var memberships = try SideCursor(connection.rows(statements.memberships, values: range)) {
      GroupID(rawValue: $0[1])
    }
    var activity = try SideCursor(connection.rows(statements.signals, values: range)) {
      (row) throws(StorageError) in try ActivitySignal(row, sources)
    }
    var holds = try SideCursor(connection.rows(statements.holds, values: range)) { _ in true }
    var usualGroups = 0
    for index in candidates.indices {
      let user = candidates[index].user.rawValue
      var (groups, signals, held): ([GroupID], [ActivitySignal], [Bool]) = ([], [], [])
      // An array that grows takes memory twice.
      groups.reserveCapacity(usualGroups)
      try memberships.take(of: user, into: &groups)
      try activity.take(of: user, into: &signals)
      try holds.take(of: user, into: &held)
      usualGroups = groups.count
      candidates[index].facts?.groups = groups
      candidates[index].facts?.signals = signals
      candidates[index].hasOpenHolds = !held.isEmpty
    }
  }

  private static let candidates: SQL = """
    SELECT u.id, u.external_id, u.username_key, u.is_active, u.created_at, u.first_seen_at,
      u.reactivated_at, e.until, e.owner, u.directory_id, u.username, u.added_generation,
      u.vanished_at, v.activity_rank, v.activity_time, v.activity_kind, v.activity_source,
      v.activity_granularity_seconds
    FROM verdicts v CROSS JOIN users u ON u.id = v.user_id
    LEFT JOIN exemptions e ON e.user_id = u.id
    WHERE v.analysis = ?1 AND v.user_id > ?2 AND v.user_id <= ?6 AND v.reason >= ?3
      -- Users come in order, so that mostly nobody behind the last one has an outcome.
      AND (NOT EXISTS (SELECT 1 FROM outcomes WHERE run = ?4 AND user_id > ?2)
        OR NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.run = ?4 AND o.user_id = v.user_id))
    ORDER BY v.user_id LIMIT ?5
    """
}

/// The statements that read what belongs to the users of a range, users in order.
private struct SideStatements {
  let memberships: SQL
  let signals: SQL
  let holds: SQL

  /// What belongs to anybody in the range is read.
  static let dense = SideStatements(
    memberships: """
      SELECT user_id, group_id FROM memberships WHERE user_id BETWEEN ? AND ?
      ORDER BY user_id, group_id
      """,
    signals: """
      SELECT user_id, kind, source_id, time, granularity_seconds FROM signals
      WHERE user_id BETWEEN ? AND ? ORDER BY user_id, kind, source_id
      """,
    holds: """
      SELECT user_id FROM holds INDEXED BY open_holds
      WHERE user_id BETWEEN ? AND ? AND closed_at IS NULL ORDER BY user_id
      """)

  /// What belongs to candidates is looked up for each.
  static let sparse = SideStatements(
    memberships: """
      SELECT m.user_id, m.group_id
      FROM verdicts v CROSS JOIN memberships m ON m.user_id = v.user_id
      WHERE v.user_id BETWEEN ? AND ? AND v.analysis = ? AND v.reason >= ?
      ORDER BY v.user_id, m.group_id
      """,
    signals: """
      SELECT s.user_id, s.kind, s.source_id, s.time, s.granularity_seconds
      FROM verdicts v CROSS JOIN signals s ON s.user_id = v.user_id
      WHERE v.user_id BETWEEN ? AND ? AND v.analysis = ? AND v.reason >= ?
      ORDER BY v.user_id, s.kind, s.source_id
      """,
    holds: """
      SELECT h.user_id FROM verdicts v CROSS JOIN holds h ON h.user_id = v.user_id
      WHERE v.user_id BETWEEN ? AND ? AND v.analysis = ? AND v.reason >= ?
        AND h.closed_at IS NULL
      ORDER BY v.user_id
      """)
}

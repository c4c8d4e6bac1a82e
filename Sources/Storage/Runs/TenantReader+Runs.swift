package import Cleanup

extension TenantReader {
  /// The run with an id.
  package func run(_ id: String) throws(StorageError) -> Run? {
    try connection.first(Self.runByID, id, read: RunRow.run)
  }

  /// Who started a run; nil when that was before it was kept.
  package func starter(ofRun id: String) throws(StorageError) -> Caller? {
    try connection.first(
      """
      SELECT starter_id, started_by, starter_role, starter_address FROM runs
      WHERE id = ? AND starter_id IS NOT NULL
      """, id
    ) { (row) throws(StorageError) in
      Caller(tokenID: row[0], tokenName: row[1], role: try row.value(2), address: row[3])
    }
  }

  /// A run that was read before, with what has changed since: its order and its policy never do.
  package func current(_ run: Run) throws(StorageError) -> Run {
    let found = try connection.first(Self.progressOfRun, run.id) { row throws(StorageError) in
      var current = run
      current.state = try row.value(0)
      current.endedAt = row.optionalMoment(1)
      (current.cancelledBy, current.logFile) = (row[2], row[3])
      current.counts = RunRow.counts(row, at: 4)
      return current
    }
    guard let found else { throw StorageError(.notFound, "the run is not stored") }
    return found
  }

  /// The run that started last.
  package func latestRun() throws(StorageError) -> Run? {
    try connection.first(Self.lastRun, read: RunRow.run)
  }

  /// The run that is at work.
  package func runningRun() throws(StorageError) -> Run? {
    try connection.first(Self.runAtWork, read: RunRow.run)
  }

  /// Runs, latest first.
  package func runs(
    after cursor: RunCursor?, limit: Int
  ) throws(StorageError) -> Page<Run, RunCursor> {
    let found = try connection.all(
      Self.runPage,
      cursor?.number ?? .max, limit + 1
    ) { row throws(StorageError) in (run: try RunRow.run(row), number: row[21] as Int64) }
    let page = Page(found, limit: limit) { RunCursor(number: $0.number) }
    return Page(items: page.items.map(\.run), next: page.next)
  }

  /// All runs.
  package func runCount() throws(StorageError) -> Int {
    Int(try connection.number("SELECT count(*) FROM runs"))
  }

  /// How many seats cleanup runs have taken since a moment, and how many of their users have not come
  /// back.
  ///
  /// Users whom an analysis looked at are not counted among the latter when it is given: it counts
  /// them itself.
  package func recentlyCleaned(
    since moment: Moment, outside analysisID: String? = nil
  ) throws(StorageError) -> RecentlyCleaned {
    try connection.first(
      """
      SELECT count(*), ifnull(sum(EXISTS (
        SELECT 1 FROM holds h
        WHERE h.user_id = c.user_id AND h.run_id = r.id AND h.closed_at IS NULL)
        AND NOT EXISTS (
          SELECT 1 FROM verdicts v
          WHERE v.analysis = (SELECT number FROM analyses WHERE id = ?2)
            AND v.user_id = c.user_id AND v.reason > ?3)), 0)
      FROM outcomes c JOIN runs r ON r.number = c.run
      WHERE c.result = 'DONE' AND c.time > ?1 AND r.kind = 'cleanup'
      """, moment.microseconds, analysisID, Reason.outOfScope.rawValue
    ) { RecentlyCleaned(done: $0[0], stillHeld: $0[1]) } ?? RecentlyCleaned(done: 0, stillHeld: 0)
  }

  private static let runByID = SQL.kept("SELECT \(RunRow.columns) FROM runs WHERE id = ?")
  private static let progressOfRun: SQL = """
    SELECT state, ended_at, cancelled_by, log_file, done, skipped, failed, manual
    FROM runs WHERE id = ?
    """
  private static let lastRun = SQL.kept(
    "SELECT \(RunRow.columns) FROM runs ORDER BY number DESC LIMIT 1")
  private static let runAtWork = SQL.kept(
    "SELECT \(RunRow.columns) FROM runs WHERE state = 'running'")
  private static let runPage = SQL.kept(
    "SELECT \(RunRow.columns) FROM runs WHERE number < ? ORDER BY number DESC LIMIT ?")
}

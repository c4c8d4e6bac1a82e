internal import Cleanup

/// How runs stand in their table.
enum RunRow {
  static let columns = """
    id, kind, state, trigger, started_by, started_at, ended_at, analysis_id, policy,
    policy_revision, policy_etag, policy_updated_at, policy_updated_by, candidates, done, skipped,
    failed, manual, override_reason, cancelled_by, log_file, number, undoes, refusal
    """

  static func run(_ row: Row) throws(StorageError) -> Run {
    let policy = StoredPolicy(
      policy: try StoredJSON.decode(row[8]), revision: row[9], etag: row[10],
      updatedAt: row.moment(11), updatedBy: row[12])
    return Run(
      id: row[0], kind: try row.value(1), state: try row.value(2), trigger: try row.value(3),
      startedBy: row[4], startedAt: row.moment(5), endedAt: row.optionalMoment(6),
      analysisID: row[7], undoes: row[22], policy: policy, candidates: row[13],
      counts: counts(row, at: 14),
      overrideReason: row[18], cancelledBy: row[19], refusal: row[23],
      logFile: row[20])
  }

  /// Done, skipped, failed and manual outcomes, the first of which has the given column.
  static func counts(_ row: Row, at column: Int) -> OutcomeCounts {
    var counts = OutcomeCounts()
    (counts.done, counts.skipped, counts.failed, counts.manual) = (
      row[column], row[column + 1], row[column + 2], row[column + 3]
    )
    return counts
  }
}

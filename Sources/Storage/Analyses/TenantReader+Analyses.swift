package import Cleanup

extension TenantReader {
  /// The complete analysis with an id.
  package func analysis(_ id: String) throws(StorageError) -> Analysis? {
    try analysis(
      connection.first(
        Self.analysisByID, id,
        read: { AnalysisRow($0) }))
  }

  /// The latest complete analysis.
  package func latestAnalysis() throws(StorageError) -> Analysis? {
    try analysis(
      connection.first(
        Self.lastAnalysis,
        read: { AnalysisRow($0) }))
  }

  /// The row of a complete analysis whose verdicts are kept.
  func numberOfAnalysis(_ id: String) throws(StorageError) -> Int64? {
    try connection.first(
      """
      SELECT number FROM analyses
      WHERE id = ? AND tally IS NOT NULL AND verdicts_state = 'kept'
      """, id
    ) { $0.int64(0) }
  }

  private static let analysisColumns =
    "id, policy_revision, created_at, as_of, tally, created_by, verdicts_state FROM analyses"

  private func analysis(_ row: AnalysisRow?) throws(StorageError) -> Analysis? {
    guard let row else { return nil }
    guard let policy = try policy(revision: row.revision) else {
      throw StorageError(.corrupt, "an analysis has no policy")
    }
    return Analysis(
      id: row.id, policy: policy, createdAt: row.createdAt, asOf: row.asOf,
      tally: try StoredJSON.decode(row.tally), createdBy: row.createdBy,
      keepsVerdicts: row.keepsVerdicts)
  }

  private static let analysisByID = SQL.kept(
    "SELECT \(Self.analysisColumns) WHERE id = ? AND tally IS NOT NULL")
  private static let lastAnalysis = SQL.kept(
    "SELECT \(Self.analysisColumns) WHERE tally IS NOT NULL ORDER BY number DESC LIMIT 1")
}

/// The columns of an analysis.
private struct AnalysisRow {
  let id: String
  let revision: Int64
  let createdAt: Moment
  let asOf: Moment?
  let tally: String
  let createdBy: String
  let keepsVerdicts: Bool

  init(_ row: Row) {
    id = row[0]
    revision = row[1]
    createdAt = row.moment(2)
    asOf = row.optionalMoment(3)
    tally = row[4]
    createdBy = row[5]
    keepsVerdicts = row[6] as String == "kept"
  }
}

package import Cleanup

extension TenantReader {
  /// What a complete analysis says of a user; nil when it says nothing, or keeps no verdicts.
  package func verdict(
    of user: UserID, inAnalysis id: String
  ) throws(StorageError) -> Verdict? {
    guard let number = try numberOfAnalysis(id) else { return nil }
    return try connection.first(
      Self.verdictOfUser, number, user.rawValue
    ) { (row) throws(StorageError) in try VerdictRow(row).verdict.verdict }
  }

  /// Verdicts of a complete analysis that pass a filter. `.notFound` when it keeps none.
  ///
  /// A cursor that belongs to another order begins from the start.
  package func verdicts(
    ofAnalysis id: String, _ filter: VerdictFilter, order: VerdictOrder,
    after cursor: VerdictCursor?, limit: Int
  ) throws(StorageError) -> Page<UserVerdict, VerdictCursor> {
    guard let number = try numberOfAnalysis(id) else {
      throw StorageError(.notFound, "the analysis is unknown, or its verdicts are not kept")
    }
    guard try hasImported() else { return Page(items: [], next: nil) }
    var query = VerdictQuery(analysis: number, filter)
    query.page(order, after: cursor)
    let rows = try connection.all(SQL(text: query.sql), values: query.values + [limit + 1]) {
      (row) throws(StorageError) in try VerdictRow(row)
    }
    let page = Page(rows, limit: limit) { $0.cursor(order) }
    return Page(items: page.items.map(\.verdict), next: page.next)
  }

  /// Hands the candidates of an analysis that is not complete yet to the body, in their order.
  package func forEachCandidate(
    of handle: AnalysisHandle, _ body: (CandidatePlace) throws(StorageError) -> Void
  ) throws(StorageError) {
    let rows = try connection.rows(
      """
      SELECT activity_rank, activity_time, user_id FROM verdicts
      WHERE analysis = ? AND reason >= ? ORDER BY 1, 2, 3
      """, values: [handle.number, Reason.firstCandidate])
    while let row = try rows.next() {
      try body(CandidatePlace(rank: row[0], time: row[1], user: row[2]))
    }
  }

  private static let verdictOfUser = SQL.kept(
    "\(VerdictRow.select) WHERE v.analysis = ? AND v.user_id = ?")
}

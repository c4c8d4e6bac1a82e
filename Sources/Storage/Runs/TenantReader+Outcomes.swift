package import Cleanup

extension TenantReader {
  /// Outcomes of a run behind a sequence number, in order.
  package func outcomes(
    ofRun id: String, after sequence: Int64, limit: Int
  ) throws(StorageError) -> Page<Outcome, Int64> {
    try outcomes(ofRun: id, OutcomeFilter(), after: sequence, limit: limit)
  }

  /// Outcomes of a run that pass a filter, behind a sequence number, in order.
  package func outcomes(
    ofRun id: String, _ filter: OutcomeFilter, after sequence: Int64, limit: Int
  ) throws(StorageError) -> Page<Outcome, Int64> {
    let found = try connection.all(
      Self.outcomePage, id, sequence, filter.result?.rawValue, filter.text.map(Username.key),
      limit + 1,
      read: OutcomeRow.outcome)
    return Page(found, limit: limit) { $0.sequence }
  }

  /// A user's outcome in a run; nil before there is one.
  package func outcome(of user: UserID, inRun id: String) throws(StorageError) -> Outcome? {
    try connection.first(Self.outcomeOfUser, id, user.rawValue, read: OutcomeRow.outcome)
  }

  private static let outcomePage = SQL.kept(
    """
    SELECT \(OutcomeRow.columns) FROM outcomes c
    WHERE c.run = (SELECT number FROM runs WHERE id = ?1) AND c.sequence > ?2
      AND (?3 IS NULL OR c.result = ?3)
      AND (?4 IS NULL OR EXISTS (SELECT 1 FROM users u
           WHERE u.id = c.user_id AND instr(u.username_key, ?4) > 0))
    ORDER BY c.sequence LIMIT ?5
    """)
  private static let outcomeOfUser = SQL.kept(
    """
    SELECT \(OutcomeRow.columns) FROM outcomes c
    WHERE c.run = (SELECT number FROM runs WHERE id = ?) AND c.user_id = ?
    """)
}

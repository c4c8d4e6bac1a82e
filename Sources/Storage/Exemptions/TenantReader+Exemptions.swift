package import Cleanup

extension TenantReader {
  /// The exemption that a user has, over or not.
  package func exemption(of user: UserID) throws(StorageError) -> Exemption? {
    try connection.first(
      Self.exemptionOfUser,
      user.rawValue, read: { ExemptionRow.exemption($0) })
  }

  /// Exemptions, those that end first first.
  package func exemptions(
    after cursor: ExemptionCursor?, limit: Int
  ) throws(StorageError) -> Page<Exemption, ExemptionCursor> {
    let found = try connection.all(
      Self.exemptionPage, cursor?.until ?? .min, cursor?.user ?? .min, limit + 1,
      read: { ExemptionRow.exemption($0) })
    return Page(found, limit: limit) {
      ExemptionCursor(until: $0.until.microseconds, user: $0.user.rawValue)
    }
  }

  private static let exemptionOfUser = SQL.kept(
    "SELECT \(ExemptionRow.columns) FROM \(ExemptionRow.tables) WHERE e.user_id = ?")
  private static let exemptionPage = SQL.kept(
    """
    SELECT \(ExemptionRow.columns) FROM \(ExemptionRow.tables)
    WHERE (e.until, e.user_id) > (?, ?) ORDER BY e.until, e.user_id LIMIT ?
    """)
}

internal import Cleanup

/// How exemptions stand in their table, together with their users.
enum ExemptionRow {
  static let columns = """
    e.id, e.user_id, d.name, u.external_id, u.username, e.until, e.owner, e.reason, e.created_at,
    e.created_by
    """

  static let tables = """
    exemptions e JOIN users u ON u.id = e.user_id
    JOIN directories d ON d.id = u.directory_id AND d.generation >= 0
    """

  static func exemption(_ row: Row) -> Exemption {
    Exemption(
      id: row[0], user: UserID(rawValue: row[1]), directory: row[2], externalID: row[3],
      username: row[4], until: row.moment(5), owner: row[6], reason: row[7],
      createdAt: row.moment(8), createdBy: row[9])
  }
}

package import Cleanup

extension LedgerReader {
  /// The token with an id, revoked or not.
  package func token(_ id: String) throws(StorageError) -> AccessToken? {
    try connection.first(TokenRow.byID, id, read: TokenRow.token)
  }

  /// The token that speaks for a client at a moment, if one does.
  package func goodToken(
    of client: ClientName, at moment: Moment
  ) throws(StorageError) -> AccessToken? {
    try connection.first(TokenRow.ofClient, client.text, moment.microseconds, read: TokenRow.token)
  }

  /// Tokens, oldest first.
  package func tokens(
    after cursor: TokenCursor?, limit: Int
  ) throws(StorageError) -> Page<AccessToken, TokenCursor> {
    let found = try connection.all(
      TokenRow.page, cursor?.createdAt ?? .min, cursor?.id ?? "", limit + 1, read: TokenRow.token)
    return Page(found, limit: limit) {
      TokenCursor(createdAt: $0.createdAt.microseconds, id: $0.id)
    }
  }
}

/// How tokens stand in their table.
private enum TokenRow {
  static let columns =
    "id, name, role, secret_hash, created_at, expires_at, last_used_at, revoked_at,"
    + " client_name"

  static let byID = SQL.kept("SELECT \(columns) FROM tokens WHERE id = ?")
  static let ofClient = SQL.kept(
    """
    SELECT \(columns) FROM tokens
    WHERE client_name = ? AND client_name <> ''
      AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
    """)
  static let page = SQL.kept(
    """
    SELECT \(columns) FROM tokens
    WHERE (created_at, id) > (?, ?) ORDER BY created_at, id LIMIT ?
    """)

  static func token(_ row: Row) throws(StorageError) -> AccessToken {
    AccessToken(
      id: row[0], name: row[1], role: try row.value(2), secretHash: row.bytes(3),
      createdAt: row.moment(4), expiresAt: row.optionalMoment(5),
      lastUsedAt: row.optionalMoment(6), revokedAt: row.optionalMoment(7),
      client: ClientName(row[8] as String))
  }
}

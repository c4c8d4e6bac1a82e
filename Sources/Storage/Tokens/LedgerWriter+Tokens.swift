package import Cleanup
internal import Foundation

extension LedgerWriter {
  /// Stores a new token.
  package func insertToken(_ token: AccessToken) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO tokens
        (id, name, role, secret_hash, created_at, expires_at, last_used_at, revoked_at,
          client_name)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, token.id, token.name, token.role.rawValue, Data(token.secretHash),
      token.createdAt.microseconds, token.expiresAt?.microseconds,
      token.lastUsedAt?.microseconds, token.revokedAt?.microseconds, token.client?.text ?? "")
  }

  /// Revokes a token, and answers it as it was and as it is; one that was revoked before keeps its
  /// moment. Nil for an unknown one.
  package func revokeToken(
    _ id: String, at now: Moment
  ) throws(StorageError) -> (before: AccessToken, after: AccessToken)? {
    let ledger = LedgerAccess(connection: connection)
    guard let before = try ledger.token(id) else { return nil }
    try connection.run(
      "UPDATE tokens SET revoked_at = ifnull(revoked_at, ?) WHERE id = ?", now.microseconds, id)
    return (before, try ledger.token(id) ?? before)
  }

  /// Remembers when a token was last used.
  package func touchToken(_ id: String, at now: Moment) throws(StorageError) {
    try connection.run(
      "UPDATE tokens SET last_used_at = max(ifnull(last_used_at, 0), ?) WHERE id = ?",
      now.microseconds, id)
  }
}

extension LedgerWriter {
  /// The token that speaks for a client at a moment, if one does.
  package func goodToken(
    of client: ClientName, at moment: Moment
  ) throws(StorageError) -> AccessToken? {
    try LedgerAccess(connection: connection).goodToken(of: client, at: moment)
  }
}

/// Reads within the transaction of a writer.
private struct LedgerAccess: LedgerReader {
  let connection: Connection
}

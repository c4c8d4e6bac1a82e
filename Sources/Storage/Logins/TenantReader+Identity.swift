package import Cleanup
internal import Foundation

extension TenantReader {
  /// The user with whom a subject of an identity provider is linked, whether it shows or not.
  package func linkedUser(issuer: String, subject: String) throws(StorageError) -> LoginUser? {
    try connection.first(Self.linked, issuer, subject, read: { LoginUser($0) })
  }

  /// The subject of an identity provider with whom a user is linked; nil for none.
  package func linkedSubject(of user: UserID, issuer: String) throws(StorageError) -> String? {
    try connection.first(
      "SELECT subject FROM identity_links WHERE user_id = ? AND issuer = ?", user.rawValue, issuer
    ) { $0[0] }
  }

  /// The ID token of which this is the hash; nil when it was not used, or is forgotten.
  package func usedIDToken(_ tokenHash: [UInt8]) throws(StorageError) -> UsedIDToken? {
    try connection.first(
      "SELECT report_hash, answer, expires_at FROM used_id_tokens WHERE token_hash = ?",
      Data(tokenHash)
    ) { (row) throws(StorageError) in
      UsedIDToken(
        tokenHash: tokenHash, reportHash: row.bytes(0), answer: try StoredJSON.decode(row[1]),
        expiresAt: row.moment(2))
    }
  }

  /// Whose ID tokens prove logins, without what else is in the settings.
  package func identityProviders() throws(StorageError) -> [IdentityProvider] {
    let json =
      try connection.first(
        """
        SELECT json_extract(settings, '$.identityProviders') FROM provisioning
        ORDER BY revision DESC LIMIT 1
        """
      ) { $0.isNull(0) ? nil : $0[0] as String } ?? nil
    return try json.map { (text) throws(StorageError) in try StoredJSON.decode(text) } ?? []
  }

  /// How many ID tokens are remembered.
  package func usedIDTokenCount() throws(StorageError) -> Int {
    Int(try connection.number("SELECT count(*) FROM used_id_tokens"))
  }

  private static let linked = SQL.kept(
    """
    SELECT \(UserRow.columns), u.vanished_at FROM identity_links l
    JOIN users u ON u.id = l.user_id
    JOIN directories d ON d.id = u.directory_id AND d.generation >= 0
    WHERE l.issuer = ? AND l.subject = ?
    """)
}

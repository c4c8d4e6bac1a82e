package import Cleanup
internal import Foundation

extension TenantWriter {
  /// Expired ID tokens that each new one takes away, so that the table stays as small as a day is busy.
  private static let forgottenAtOnce = 10

  /// Links a subject of an identity provider with a user, in the place of whom either was linked with.
  package func linkIdentity(
    issuer: String, subject: String, with user: UserID, at now: Moment
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO identity_links (issuer, subject, user_id, linked_at)
      VALUES (?, ?, ?, ?)
      """, issuer, subject, user.rawValue, now.microseconds)
  }

  /// Forgets with whom the subjects of an identity provider are linked.
  package func forgetIdentities(of issuer: String) throws(StorageError) {
    try connection.run("DELETE FROM identity_links WHERE issuer = ?", issuer)
  }

  /// Remembers that an ID token was used, and forgets some that have expired.
  package func rememberIDToken(_ token: UsedIDToken, at now: Moment) throws(StorageError) {
    try connection.run(
      """
      DELETE FROM used_id_tokens WHERE token_hash IN
        (SELECT token_hash FROM used_id_tokens WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)
      """, now.microseconds, Self.forgottenAtOnce)
    try connection.run(
      """
      INSERT INTO used_id_tokens (token_hash, report_hash, answer, expires_at)
      VALUES (?, ?, ?, ?)
      """, Data(token.tokenHash), Data(token.reportHash), try StoredJSON.encode(token.answer),
      token.expiresAt.microseconds)
  }
}

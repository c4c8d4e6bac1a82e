internal import CSQLite
package import Cleanup

extension TenantWriter {
  /// Does something of which all or nothing is kept, while the transaction around it goes on.
  ///
  /// - Throws: what ended the whole transaction, such as a disk that cannot be written.
  package func separately<Value, Failure: StorageFailure>(
    _: Failure.Type, _ body: () throws(Failure) -> Value
  ) throws(StorageError) -> Result<Value, Failure> {
    try connection.run("SAVEPOINT part")
    let head = connection.auditChain.head
    do throws(Failure) {
      let value = try body()
      try raising(as: Failure.self) { () throws(StorageError) in
        try connection.run("RELEASE part")
      }
      return .success(value)
    } catch {
      // Some errors have ended the transaction already, and with it all that the others did.
      try checkGoesOn()
      try connection.run("ROLLBACK TO part")
      connection.auditChain.head = head
      try connection.run("RELEASE part")
      return .failure(error)
    }
  }

  /// Remembers a login of a source that is known by its number, unless a later one is.
  package func recordLogin(
    of user: UserID, kind: ActivityKind, source: Int64, at time: Moment
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO signals (user_id, kind, source_id, time, granularity_seconds)
      VALUES (?, ?, ?, ?, 0)
      ON CONFLICT (user_id, kind, source_id) DO UPDATE
      SET time = excluded.time, granularity_seconds = 0
      WHERE ifnull(excluded.time > signals.time, TRUE)
      """
    ) {
      $0.add(user.rawValue)
      $0.add(kind.rawValue)
      $0.add(source)
      $0.add(time.microseconds)
    }
  }

  /// For how many users one statement remembers a login.
  package static let recordedAtOnce = 64
  /// From how many on that statement is cheaper than one for each.
  private static let fewestAtOnce = 16

  /// Remembers logins of one kind, source and time, as `recordLogin` does; of so many users at most.
  package func recordLogins(
    of users: [UserID], kind: ActivityKind, source: Int64, at time: Moment
  ) throws(StorageError) {
    precondition(users.count <= Self.recordedAtOnce, "More than one statement remembers.")
    if users.count >= Self.fewestAtOnce {
      try connection.run(Self.laterLogins) {
        $0.add(time.microseconds)
        $0.add(kind.rawValue)
        $0.add(source)
        for user in users { $0.add(user.rawValue) }
      }
      // Who logged in this way before, and not later: most, after their first day.
      if connection.changeCount == users.count { return }
    }
    for user in users { try recordLogin(of: user, kind: kind, source: source, at: time) }
  }

  /// A failure ends what is asked for here, whose parts can be done again: what SQLite would keep to
  /// take them back costs more than they do.
  private static let laterLogins = SQL.kept(
    """
    UPDATE OR FAIL signals SET time = ?1, granularity_seconds = 0
    WHERE kind = ?2 AND source_id = ?3 AND ifnull(?1 > time, TRUE)
      AND user_id IN (\((0..<recordedAtOnce).map { "?\($0 + 4)" }.joined(separator: ", ")))
    """)

  /// Throws when an error has ended the transaction already, and with it all that was done in it.
  package func checkGoesOn() throws(StorageError) {
    guard sqlite3_get_autocommit(connection.handle) == 0 else { throw Self.lost }
  }

  /// The number of a source of logins, which is made known if it was not.
  package func loginSource(named name: String) throws(StorageError) -> Int64 {
    try sourceID(of: name)
  }

  /// Puts settings of provisioning in force under the next revision. Whoever calls has compared etags.
  package func putProvisioning(
    _ provisioning: Provisioning, by author: String, at now: Moment
  ) throws(StorageError) -> StoredProvisioning {
    let revision = try connection.number("SELECT ifnull(max(revision), 0) + 1 FROM provisioning")
    let stored = StoredProvisioning(
      provisioning: provisioning, revision: revision, etag: Identifier.random(), updatedAt: now,
      updatedBy: author)
    try connection.run(
      """
      INSERT INTO provisioning (revision, settings, etag, updated_at, updated_by)
      VALUES (?, ?, ?, ?, ?)
      """, revision, try StoredJSON.encode(provisioning), stored.etag, now.microseconds, author)
    return stored
  }

  /// Counts a user whom a login created on a day, and forgets the days before yesterday.
  package func countCreation(onDay day: Int64) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO login_creations (day, count) VALUES (?, 1)
      ON CONFLICT (day) DO UPDATE SET count = count + 1
      """, day)
    try connection.run("DELETE FROM login_creations WHERE day < ?", day - 1)
  }

  /// Remembers, or forgets, that a claim put a user into a group.
  package func setClaimed(
    _ isClaimed: Bool, _ group: GroupID, of user: UserID
  ) throws(StorageError) {
    let sql: SQL =
      isClaimed
      ? "INSERT OR IGNORE INTO claimed_memberships (user_id, group_id) VALUES (?, ?)"
      : "DELETE FROM claimed_memberships WHERE user_id = ? AND group_id = ?"
    try connection.run(sql, user.rawValue, group.rawValue)
  }

  /// Whether a refusal is to be told of: it was not for so many seconds. Notes that it is.
  package func tellsRefusal(
    of subject: String, codes: String, at now: Moment, every seconds: Int64
  ) throws(StorageError) -> Bool {
    let limit = now.advanced(bySeconds: -seconds)
    let isKnown = try connection.exists(
      "SELECT 1 FROM login_refusals WHERE subject = ? AND codes = ? AND audited_at > ?",
      subject, codes, limit.microseconds)
    if isKnown { return false }
    try connection.run("DELETE FROM login_refusals WHERE audited_at <= ?", limit.microseconds)
    try connection.run(
      "INSERT OR REPLACE INTO login_refusals (subject, codes, audited_at) VALUES (?, ?, ?)",
      subject, codes, now.microseconds)
    return true
  }

  private static let lost = StorageError(.io, "the transaction could not go on")
}

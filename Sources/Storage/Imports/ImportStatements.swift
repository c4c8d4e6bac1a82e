/// The statements that an import runs for each new user.
struct ImportStatements {
  /// Inserts a user, unless its external id is there already.
  let insertUser: PreparedStatement
  /// Inserts a membership, which a user may name twice.
  let insertMembership: PreparedStatement
  /// Inserts what the import says of the last login.
  let insertSignal: PreparedStatement

  /// Finds a user, with what a source said of the last login.
  let findUser: PreparedStatement

  init(_ connection: Connection) throws(StorageError) {
    insertUser = try connection.statement(
      """
      INSERT INTO users
        (directory_id, external_id, username, username_key, display_name, email, is_active,
         created_at, first_seen_at, added_generation, seen_generation)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (directory_id, external_id) DO NOTHING
      """)
    insertMembership = try connection.statement(
      "INSERT OR IGNORE INTO memberships (user_id, group_id) VALUES (?, ?)")
    insertSignal = try connection.statement(
      """
      INSERT INTO signals (user_id, kind, source_id, time, granularity_seconds)
      VALUES (?, ?, ?, ?, ?)
      """)
    findUser = try connection.statement(
      """
      SELECT u.id, u.username, u.display_name, u.email, u.is_active, u.created_at, u.vanished_at,
        u.seen_generation, s.user_id IS NOT NULL, s.time
      FROM users u
      LEFT JOIN signals s ON s.user_id = u.id AND s.kind = ?3 AND s.source_id = ?4
      WHERE u.directory_id = ?1 AND u.external_id = ?2
      """)
  }
}

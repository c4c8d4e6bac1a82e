package import Cleanup

extension TenantWriter {
  /// Adds a user to what a directory shows, and answers its row. `.conflict` when the external id is
  /// taken.
  package func createUser(
    _ user: NewUser, in directory: DirectorySettings, at now: Moment
  ) throws(StorageError) -> UserID {
    let row = try connection.insert(
      """
      INSERT INTO users
        (directory_id, external_id, username, username_key, display_name, email, is_active,
         created_at, first_seen_at, added_generation, seen_generation)
      VALUES (?, ?, ?, ?, ?, ?, TRUE, ?, ?, ?, ?)
      """, directory.id.rawValue, user.externalID, user.username, Username.key(user.username),
      user.displayName, user.email, now.microseconds, now.microseconds, directory.generation,
      directory.generation)
    try countOneMore(directory.id)
    return UserID(rawValue: row)
  }

  /// Shows a user again whom a listing no longer had, with an open account and a new grace period.
  package func readmitUser(
    _ id: UserID, as user: NewUser, in directory: DirectorySettings, at now: Moment
  ) throws(StorageError) {
    try connection.run(
      """
      UPDATE users SET username = ?, username_key = ?, display_name = ?, email = ?,
        is_active = TRUE, reactivated_at = ?, vanished_at = NULL
      WHERE id = ?
      """, user.username, Username.key(user.username), user.displayName, user.email,
      now.microseconds, id.rawValue)
    // What the user was a member of belongs to the account that is gone.
    try connection.run("DELETE FROM memberships WHERE user_id = ?", id.rawValue)
    try connection.run("DELETE FROM claimed_memberships WHERE user_id = ?", id.rawValue)
    _ = try closeHolds(of: id, because: .seen, at: now)
    try countOneMore(directory.id)
  }

  /// Changes how a user is called and reached.
  package func setAttributes(
    displayName: String, email: String, of user: UserID
  ) throws(StorageError) {
    try connection.run(
      "UPDATE users SET display_name = ?, email = ? WHERE id = ?", displayName, email,
      user.rawValue)
  }

  /// Gives a direct membership as the source of a user has it: no grace period starts. False when it
  /// was there already.
  package func joinGroup(_ group: GroupID, _ user: UserID) throws(StorageError) -> Bool {
    try connection.change(
      "INSERT OR IGNORE INTO memberships (user_id, group_id) VALUES (?, ?)", user.rawValue,
      group.rawValue) == 1
  }

  private func countOneMore(_ directory: DirectoryID) throws(StorageError) {
    try connection.run(
      "UPDATE directories SET user_count = user_count + 1 WHERE id = ?", directory.rawValue)
  }
}

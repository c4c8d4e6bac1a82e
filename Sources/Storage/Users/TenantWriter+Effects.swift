package import Cleanup

extension TenantWriter {
  /// Opens or closes an account; false when it was so already. Opening starts a grace period.
  package func setActive(
    _ isActive: Bool, of user: UserID, at now: Moment
  ) throws(StorageError) -> Bool {
    try connection.run(
      """
      UPDATE users SET is_active = ?1, reactivated_at = iif(?1, ?2, reactivated_at)
      WHERE id = ?3 AND is_active <> ?1
      """
    ) {
      $0.add(isActive)
      $0.add(now.microseconds)
      $0.add(user.rawValue)
    }
    return connection.changeCount == 1
  }

  /// Notes that a user is back, which starts a grace period.
  package func noteReactivation(of user: UserID, at now: Moment) throws(StorageError) {
    try connection.run(
      "UPDATE users SET reactivated_at = ? WHERE id = ?", now.microseconds, user.rawValue)
  }

  /// Takes a direct membership; false when there was none.
  package func removeMembership(
    of user: UserID, in group: GroupID
  ) throws(StorageError) -> Bool {
    let count = try connection.change(
      "DELETE FROM memberships WHERE user_id = ? AND group_id = ?", user.rawValue,
      group.rawValue)
    return count == 1
  }

  /// Gives a direct membership, which starts a grace period; false when it was there already.
  package func addMembership(
    of user: UserID, in group: GroupID, at now: Moment
  ) throws(StorageError) -> Bool {
    let count = try connection.change(
      "INSERT OR IGNORE INTO memberships (user_id, group_id) VALUES (?, ?)", user.rawValue,
      group.rawValue)
    if count == 0 { return false }
    try connection.run(
      "UPDATE users SET reactivated_at = ? WHERE id = ?", now.microseconds, user.rawValue)
    return true
  }
}

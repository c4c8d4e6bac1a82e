package import Cleanup

extension TenantWriter {
  /// Opens an intent, in place of one of the same user and effect.
  package func openIntent(_ intent: Intent) throws(StorageError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO intents
        (user_id, directory_id, effect, group_id, is_wakeable, run_id, opened_by, is_login,
         opened_at, is_taken_back)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE)
      """
    ) {
      $0.add(intent.user.rawValue)
      $0.add(intent.directory.rawValue)
      $0.add(intent.effect.rawValue)
      $0.add(intent.group?.rawValue)
      $0.add(intent.isWakeable)
      $0.add(intent.runID)
      $0.add(intent.openedBy)
      $0.add(intent.isLogin)
      $0.add(intent.openedAt.microseconds)
    }
  }

  /// Closes an intent: what became of it is stored in the same transaction.
  package func closeIntent(
    of user: UserID, _ effect: Effect, group: GroupID?
  ) throws(StorageError) {
    try connection.run(
      "DELETE FROM intents WHERE user_id = ? AND effect = ? AND group_id IS ?", user.rawValue,
      effect.rawValue, group?.rawValue)
  }

  /// Notes that what was taken for an intent has to be given back.
  package func takeBackIntent(
    of user: UserID, _ effect: Effect, group: GroupID?
  ) throws(StorageError) {
    try connection.run(
      "UPDATE intents SET is_taken_back = TRUE WHERE user_id = ? AND effect = ? AND group_id IS ?",
      user.rawValue, effect.rawValue, group?.rawValue)
  }
}

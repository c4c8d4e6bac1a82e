package import Cleanup

extension TenantWriter {
  /// Opens a hold. A user has one open hold at most for each effect and group; a second one throws
  /// `.conflict`.
  package func openHold(_ hold: Hold, by name: String = "") throws(StorageError) {
    try connection.run(
      """
      INSERT INTO holds
        (id, user_id, effect, group_id, is_wakeable, created_at, run_id, opened_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ) {
      $0.add(hold.id)
      $0.add(hold.user.rawValue)
      $0.add(hold.effect.rawValue)
      $0.add(hold.group?.rawValue)
      $0.add(hold.isWakeable)
      $0.add(hold.createdAt.microseconds)
      $0.add(hold.runID)
      $0.add(name)
    }
  }

  /// Closes a hold. False when it is unknown or was closed before.
  package func closeHold(
    _ id: String, because end: HoldEnd, at now: Moment
  ) throws(StorageError) -> Bool {
    try connection.change(
      """
      UPDATE holds SET closed_at = ?, closed_because = ? WHERE id = ? AND closed_at IS NULL
      """, now.microseconds, end.rawValue, id) > 0
  }

  /// Closes a user's open holds, only those of an effect, of a group, or that a login would take back
  /// when so told; returns what was closed.
  package func closeHolds(
    of user: UserID, effect: Effect? = nil, group: GroupID? = nil, wakeableOnly: Bool = false,
    because end: HoldEnd, at now: Moment
  ) throws(StorageError) -> [Hold] {
    let closing = try reader.openHolds(of: user).filter { hold in
      (effect == nil || hold.effect == effect) && (group == nil || hold.group == group)
        && (!wakeableOnly || hold.isWakeable)
    }
    for hold in closing { _ = try closeHold(hold.id, because: end, at: now) }
    return closing
  }
}

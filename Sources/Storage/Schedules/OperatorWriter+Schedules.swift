package import Cleanup

extension OperatorWriter {
  /// Asks for a look at a tenant's schedule at once. The hint differs from every one before, so that
  /// whoever has taken one of those to work does not settle this one with it.
  package func expectScheduleChange(
    of tenant: TenantID, at now: Moment
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO schedule_hints (tenant_id, look_at) VALUES (?, ?)
      ON CONFLICT (tenant_id) DO UPDATE SET look_at = min(excluded.look_at, look_at - 1)
      """, tenant.description, now.microseconds)
  }

  /// Says when a tenant's schedule is to be looked at after a hint that was taken to work; nil for
  /// never. Does nothing when the hint is not the one that was taken any more: somebody asked for
  /// another look since.
  package func settle(
    _ taken: ScheduleHint, lookAgain moment: Moment?
  ) throws(StorageError) {
    let (tenant, lookAt) = (taken.tenant.description, taken.lookAt.microseconds)
    if let moment {
      try connection.run(
        "UPDATE schedule_hints SET look_at = ? WHERE tenant_id = ? AND look_at = ?",
        moment.microseconds, tenant, lookAt)
    } else {
      try connection.run(
        "DELETE FROM schedule_hints WHERE tenant_id = ? AND look_at = ?", tenant, lookAt)
    }
  }

  /// Asks for no look at a tenant's schedule any more.
  func forgetSchedule(of tenant: TenantID) throws(StorageError) {
    try connection.run(
      "DELETE FROM schedule_hints WHERE tenant_id = ?", tenant.description)
  }
}

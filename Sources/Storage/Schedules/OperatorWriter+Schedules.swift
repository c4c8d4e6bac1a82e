package import Cleanup

extension OperatorWriter {
  /// Says when a tenant's schedule is to be looked at; nil for never.
  package func lookAtSchedule(
    of tenant: TenantID, at moment: Moment?
  ) throws(StorageError) {
    if let moment {
      try connection.run(
        "INSERT OR REPLACE INTO schedule_hints (tenant_id, look_at) VALUES (?, ?)",
        tenant.description, moment.microseconds)
    } else {
      try connection.run(
        "DELETE FROM schedule_hints WHERE tenant_id = ?", tenant.description)
    }
  }
}

package import Cleanup

extension OperatorReader {
  /// Tenants whose schedules are to be looked at by now, those that wait longest first.
  package func schedulesToLookAt(
    at now: Moment, limit: Int
  ) throws(StorageError) -> [ScheduleHint] {
    try connection.all(
      "SELECT tenant_id, look_at FROM schedule_hints WHERE look_at <= ? ORDER BY look_at LIMIT ?",
      now.microseconds, limit
    ) { row in
      TenantID(row[0] as String).map { ScheduleHint(tenant: $0, lookAt: row.moment(1)) }
    }.compactMap(\.self)
  }
}

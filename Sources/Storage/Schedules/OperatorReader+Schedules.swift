package import Cleanup

extension OperatorReader {
  /// Tenants whose schedules are to be looked at by now, those that wait longest first.
  package func schedulesToLookAt(
    at now: Moment, limit: Int
  ) throws(StorageError) -> [TenantID] {
    try connection.all(
      "SELECT tenant_id FROM schedule_hints WHERE look_at <= ? ORDER BY look_at LIMIT ?",
      now.microseconds, limit
    ) { row in TenantID(row[0] as String) }.compactMap(\.self)
  }
}

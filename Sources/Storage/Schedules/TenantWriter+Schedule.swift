package import Cleanup

extension TenantWriter {
  /// Stores the schedule in place of the one before. Whoever calls has compared etags.
  package func putSchedule(_ schedule: StoredSchedule) throws(StorageError) {
    let last: String? =
      if let last = schedule.last { try StoredJSON.encode(last) } else { nil }
    try connection.run(
      """
      INSERT OR REPLACE INTO schedule
        (id, schedule, etag, updated_at, updated_by, due_at, only_analyzes_next, last)
      VALUES (1, ?, ?, ?, ?, ?, ?, ?)
      """, try StoredJSON.encode(schedule.schedule), schedule.etag,
      schedule.updatedAt.microseconds, schedule.updatedBy, schedule.dueAt?.microseconds,
      schedule.onlyAnalyzesNext, last)
  }
}

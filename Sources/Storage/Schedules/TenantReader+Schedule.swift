package import Cleanup

extension TenantReader {
  /// The schedule; nil before the first.
  package func schedule() throws(StorageError) -> StoredSchedule? {
    try connection.first(
      """
      SELECT schedule, etag, updated_at, updated_by, due_at, only_analyzes_next, last FROM schedule
      """
    ) { row throws(StorageError) in
      StoredSchedule(
        schedule: try StoredJSON.decode(row[0]), etag: row[1], updatedAt: row.moment(2),
        updatedBy: row[3], dueAt: row.optionalMoment(4), onlyAnalyzesNext: row[5],
        last: try (row[6] as String?).map { (text) throws(StorageError) in
          try StoredJSON.decode(text)
        })
    }
  }
}

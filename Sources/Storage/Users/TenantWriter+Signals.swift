package import Cleanup

extension TenantWriter {
  /// Remembers a signal, unless a later one of the same kind and source is known. A moment wins over
  /// *never*.
  package func recordSignal(
    _ signal: ActivitySignal, of user: UserID
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO signals (user_id, kind, source_id, time, granularity_seconds)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (user_id, kind, source_id) DO UPDATE
      SET time = excluded.time, granularity_seconds = excluded.granularity_seconds
      WHERE excluded.time IS NOT NULL AND ifnull(excluded.time > signals.time, TRUE)
      """, user.rawValue, signal.kind.rawValue, try sourceID(of: signal.source),
      signal.time?.microseconds, signal.granularitySeconds)
  }

  /// The number that stands for a source in its signals.
  func sourceID(of name: String) throws(StorageError) -> Int64 {
    let known = try connection.first("SELECT id FROM sources WHERE name = ?", name) {
      $0[0] as Int64
    }
    if let known { return known }
    return try connection.insert("INSERT INTO sources (name) VALUES (?)", name)
  }
}

package import Cleanup

extension TenantWriter {
  /// Keeps how many seats were held on a day, as counted now, and forgets the days that are no longer
  /// kept.
  package func keepSeats(
    held: Int, onDay day: CivilDay, at now: Moment
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO licence_days (day, held, measured_at, freed, restored) VALUES (?, ?, ?, 0, 0)
      ON CONFLICT (day) DO UPDATE SET held = excluded.held, measured_at = excluded.measured_at
      """, day.daysSince1970, held, now.microseconds)
    try forgetSeats(before: day)
  }

  /// Keeps how many seats were held on a day in a snapshot that had this mark. What was freed and
  /// restored since goes with the count; one that was made since is newer, and stays.
  package func keepSeats(
    held: Int, inSnapshotOf mark: SeatMark, onDay day: CivilDay, at now: Moment
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO licence_days (day, held, measured_at, freed, restored) VALUES (?, ?, ?, 0, 0)
      ON CONFLICT (day) DO UPDATE SET measured_at = excluded.measured_at,
        held = max(0, excluded.held - (freed - ?) + (restored - ?))
      WHERE measured_at IS ?
      """, day.daysSince1970, held, now.microseconds, mark.changes.freed, mark.changes.restored,
      mark.measuredAt?.microseconds)
    try forgetSeats(before: day)
  }

  private func forgetSeats(before day: CivilDay) throws(StorageError) {
    try connection.run(
      "DELETE FROM licence_days WHERE day <= ?", day.daysSince1970 - LicenceHistory.keptDays)
  }

  /// Adds what was freed and restored on a day; where seats were counted before on it, the count goes
  /// with it.
  package func countSeats(
    _ changes: SeatChanges, onDay day: CivilDay
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO licence_days (day, freed, restored) VALUES (?, ?, ?)
      ON CONFLICT (day) DO UPDATE SET freed = freed + excluded.freed,
        restored = restored + excluded.restored,
        held = max(0, held - excluded.freed + excluded.restored)
      """, day.daysSince1970, changes.freed, changes.restored)
  }

  /// Puts a price of a seat in place of the one before; nil for none. Whoever calls has compared etags.
  package func putSeatPrice(
    _ price: SeatPrice?, by author: String, at now: Moment
  ) throws(StorageError) -> StoredSeatPrice {
    let stored = StoredSeatPrice(
      price: price, etag: Identifier.random(), updatedAt: now, updatedBy: author)
    let json: String? = if let price { try StoredJSON.encode(price) } else { nil }
    try connection.run(
      """
      INSERT OR REPLACE INTO seat_price (id, price, etag, updated_at, updated_by)
      VALUES (1, ?, ?, ?, ?)
      """, json, stored.etag, now.microseconds, author)
    return stored
  }
}

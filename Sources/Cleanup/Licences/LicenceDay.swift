/// The seats of one day.
package struct LicenceDay: Hashable, Sendable {
  /// The day in UTC, `YYYY-MM-DD`.
  package var date: String
  /// Seats held at its end, or now.
  package var held: Int
  /// Whether seats were counted on it; else the count is that of the day before, with what changed.
  package var isMeasured: Bool
  /// Seats freed.
  package var freed: Int
  /// Seats given back.
  package var restored: Int
  /// Seats that were freed and not given back by its end.
  package var free: Int

  /// A day.
  package init(
    date: String, held: Int = 0, isMeasured: Bool = false, freed: Int = 0, restored: Int = 0,
    free: Int = 0
  ) {
    self.date = date
    self.held = held
    self.isMeasured = isMeasured
    self.freed = freed
    self.restored = restored
    self.free = free
  }
}

/// What was counted of the seats on one day.
package struct SeatCount: Hashable, Sendable {
  /// The day in UTC.
  package var day: CivilDay
  /// Seats held, as last counted and with what changed since; nil on a day without a count.
  package var held: Int?
  /// What was freed and restored.
  package var changes: SeatChanges

  /// A day.
  package init(day: CivilDay, held: Int? = nil, changes: SeatChanges = SeatChanges()) {
    self.day = day
    self.held = held
    self.changes = changes
  }
}

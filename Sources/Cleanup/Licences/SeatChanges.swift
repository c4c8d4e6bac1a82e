/// Seats that were freed and restored.
package struct SeatChanges: Hashable, Sendable {
  /// Seats that cleanup, or a person, freed.
  package var freed: Int
  /// Seats that were given back.
  package var restored: Int

  /// Changes; none unless told otherwise.
  package init(freed: Int = 0, restored: Int = 0) {
    self.freed = freed
    self.restored = restored
  }

  /// Whether there were none.
  package var isEmpty: Bool { freed == 0 && restored == 0 }

  /// Notes whether a user held a seat before and holds one after.
  package mutating func note(before: Bool, after: Bool) {
    if before, !after { freed += 1 }
    if !before, after { restored += 1 }
  }
}

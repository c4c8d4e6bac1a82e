/// Seats over time, and what was saved.
package struct LicenceHistory: Hashable, Sendable {
  /// Days that are kept, today among them.
  package static let keptDays = 400
  /// Days when the call does not say.
  package static let defaultDays = 90

  /// Days in UTC, oldest first, without gaps, from the first that is known.
  package var days: [LicenceDay]
  /// Seats freed on them.
  package var freed: Int
  /// Seats given back on them.
  package var restored: Int
  /// What a seat costs; nil when no price is set.
  package var price: StoredSeatPrice?
  /// What the seats that stood free would have cost, in the price's smallest unit; 0 without a price.
  package var savedMinorUnits: Int64

  /// A history as answered.
  package init(
    days: [LicenceDay] = [], freed: Int = 0, restored: Int = 0, price: StoredSeatPrice? = nil,
    savedMinorUnits: Int64 = 0
  ) {
    self.days = days
    self.freed = freed
    self.restored = restored
    self.price = price
    self.savedMinorUnits = savedMinorUnits
  }

  /// The history of the days up to today out of everything that was counted, the oldest day first.
  ///
  /// Whoever was freed before the first day that is shown, and is not back, counts as free on it.
  package init(
    of counts: [SeatCount], from first: CivilDay, to today: CivilDay, price: StoredSeatPrice?
  ) {
    self.init(price: price)
    guard let begin = counts.first?.day, begin <= today else { return }
    let byDay = Dictionary(uniqueKeysWithValues: counts.map { ($0.day.daysSince1970, $0) })
    var held: Int?
    var free = 0
    for number in begin.daysSince1970...today.daysSince1970 {
      let day = CivilDay(daysSince1970: number)
      let count = byDay[number] ?? SeatCount(day: day)
      let changes = count.changes
      held = count.held ?? held.map { max(0, $0 - changes.freed + changes.restored) }
      free = max(0, free + changes.freed - changes.restored)
      guard day >= first, let held else { continue }
      days.append(
        LicenceDay(
          date: day.description, held: held, isMeasured: count.held != nil, freed: changes.freed,
          restored: changes.restored, free: free))
      freed += changes.freed
      restored += changes.restored
    }
    savedMinorUnits = saved
  }

  /// A seat costs a 365th of twelve months' price on each day.
  private var saved: Int64 {
    guard let price = price?.price else { return 0 }
    let seatDays = days.reduce(0) { $0 + Int128($1.free) }
    let yearly = Int128(price.minorUnitsPerMonth) * 12
    return Int64(clamping: (seatDays * yearly * 2 + 365) / 730)
  }
}

/// The pauses of a calendar as moments.
package struct CalendarPauses: Sendable {
  private let pauses: [Range<Moment>]

  /// The pauses of a calendar; those of one with an unknown time zone are in UTC.
  package init(_ calendar: CleanupCalendar) {
    let clock = ZoneClock(calendar.timeZone) ?? ZoneClock("")
    let midnight = TimeOfDay(hour: 0, minute: 0)
    pauses = calendar.pauses.compactMap { range in
      guard let clock, let first = CivilDay(range.firstDate),
        let last = CivilDay(range.effectiveLastDate), first <= last
      else { return nil }
      let end = CivilDay(daysSince1970: last.daysSince1970 + 1)
      return clock.moment(reaching: midnight, on: first)..<clock.moment(reaching: midnight, on: end)
    }
  }

  /// The end of a pause that a moment is in; nil when it is in none.
  package func end(of moment: Moment) -> Moment? {
    pauses.first { $0.contains(moment) }?.upperBound
  }
}

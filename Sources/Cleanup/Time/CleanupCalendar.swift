internal import Foundation

/// Days of a tenant that do not count, and pauses of its scheduled runs.
package struct CleanupCalendar: Hashable, Sendable, Codable {
  /// Name of an IANA time zone; empty means UTC.
  package var timeZone: String
  /// Dates in which no scheduled run starts.
  package var pauses: [DateRange]
  /// Dates that do not count as time without activity.
  package var uncounted: [DateRange]

  /// A calendar in which every day counts.
  package init(timeZone: String = "", pauses: [DateRange] = [], uncounted: [DateRange] = []) {
    self.timeZone = timeZone
    self.pauses = pauses
    self.uncounted = uncounted
  }

  /// Whether the time zone is known to this machine.
  package var hasKnownTimeZone: Bool {
    timeZone.isEmpty || TimeZone(identifier: timeZone) != nil
  }

  /// The moment that lies `days` × 86,400 counted seconds before `moment`.
  ///
  /// Seconds of uncounted days are stepped over.
  package func moment(counting days: Int, before moment: Moment) -> Moment {
    var remaining = Int64(days) * 86_400 * 1_000_000
    var end = moment.microseconds
    for gap in gaps().reversed() where gap.lowerBound.microseconds < end {
      let counted = max(0, end - gap.upperBound.microseconds)
      if counted >= remaining { break }
      remaining -= counted
      end = min(end, gap.lowerBound.microseconds)
    }
    return max(.earliest, Moment(microseconds: end - remaining))
  }

  /// The uncounted spans of time, in order and without overlaps.
  private func gaps() -> [Range<Moment>] {
    let spans = uncounted.compactMap(span).sorted { $0.lowerBound < $1.lowerBound }
    return spans.reduce(into: []) { merged, span in
      guard let last = merged.last, last.upperBound >= span.lowerBound else {
        merged.append(span)
        return
      }
      merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
    }
  }

  /// From the first moment of the first day to the first moment after the last.
  private func span(of range: DateRange) -> Range<Moment>? {
    guard let first = CivilDay(range.firstDate), let last = CivilDay(range.effectiveLastDate),
      first <= last
    else { return nil }
    let next = CivilDay(daysSince1970: last.daysSince1970 + 1)
    return start(of: first)..<start(of: next)
  }

  private func start(of day: CivilDay) -> Moment {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: timeZone.isEmpty ? "UTC" : timeZone) ?? .gmt
    let (year, month, dayOfMonth) = day.components
    let noon = DateComponents(year: year, month: month, day: dayOfMonth, hour: 12)
    guard let date = calendar.date(from: noon) else {
      return Moment(seconds: Int64(day.daysSince1970) * 86_400)
    }
    return Moment(calendar.startOfDay(for: date))
  }
}

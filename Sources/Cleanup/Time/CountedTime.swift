internal import Foundation

/// Time as a tenant counts it: seconds of its uncounted days do not pass.
///
/// Made once from a calendar, because finding where days begin asks Foundation's calendar.
package struct CountedTime: Hashable, Sendable {
  /// The uncounted spans of time, in order and without overlaps.
  private let gaps: [Range<Moment>]

  /// The time of a tenant's calendar.
  package init(_ calendar: CleanupCalendar) {
    let zone = TimeZone(identifier: calendar.timeZone.isEmpty ? "UTC" : calendar.timeZone) ?? .gmt
    let spans = calendar.uncounted
      .compactMap { Self.span(of: $0, in: zone) }
      .sorted { $0.lowerBound < $1.lowerBound }
    gaps = spans.reduce(into: []) { merged, span in
      guard let last = merged.last, last.upperBound >= span.lowerBound else {
        merged.append(span)
        return
      }
      merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
    }
  }

  /// The moment that lies `days` × 86,400 counted seconds before `moment`.
  package func moment(counting days: Int, before moment: Moment) -> Moment {
    var remaining = Int64(days) * 86_400 * 1_000_000
    var end = moment.microseconds
    for gap in gaps.reversed() where gap.lowerBound.microseconds < end {
      let counted = max(0, end - gap.upperBound.microseconds)
      if counted >= remaining { break }
      remaining -= counted
      end = min(end, gap.lowerBound.microseconds)
    }
    return max(.earliest, Moment(microseconds: end - remaining))
  }

  /// From the first moment of the first day to the first moment after the last; nil when the range
  /// is no range, or when its days were skipped by a change of the zone.
  private static func span(of range: DateRange, in zone: TimeZone) -> Range<Moment>? {
    guard let first = CivilDay(range.firstDate), let last = CivilDay(range.effectiveLastDate)
    else { return nil }
    let start = start(of: first, in: zone)
    let end = Self.start(of: CivilDay(daysSince1970: last.daysSince1970 + 1), in: zone)
    return start < end ? start..<end : nil
  }

  /// The first moment of a day, which is not midnight where the clocks go forward at midnight.
  private static func start(of day: CivilDay, in zone: TimeZone) -> Moment {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let (year, month, dayOfMonth) = day.components
    let noon = DateComponents(year: year, month: month, day: dayOfMonth, hour: 12)
    guard let date = calendar.date(from: noon) else {
      return Moment(seconds: Int64(day.daysSince1970) * 86_400)
    }
    return Moment(calendar.startOfDay(for: date))
  }
}

internal import Foundation

/// Time as a tenant counts it: seconds of its uncounted days do not pass.
///
/// Made once from a calendar, because finding where days begin asks Foundation's calendar.
package struct CountedTime: Hashable, Sendable {
  /// The uncounted spans of time, in order and without overlaps.
  private let gaps: [Range<Moment>]

  /// The time of a tenant's calendar.
  package init(_ calendar: CleanupCalendar) {
    let zone = calendar.zone
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

  /// The first moment that lies `days` × 86,400 counted seconds after `moment`.
  package func moment(counting days: Int, after moment: Moment) -> Moment {
    var remaining = Int64(days) * 86_400 * 1_000_000
    var start = moment.microseconds
    for gap in gaps where gap.upperBound.microseconds > start {
      let counted = max(0, gap.lowerBound.microseconds - start)
      if counted >= remaining { break }
      remaining -= counted
      start = gap.upperBound.microseconds
    }
    return min(.latest, Moment(microseconds: start + remaining))
  }

  /// The fewest days, `Policy.maxDays` at most, that had not yet passed at `moment` since `start`; nil
  /// when more had.
  package func days(outlasting moment: Moment, since start: Moment) -> Int? {
    var (fewest, most) = (1, Policy.maxDays)
    guard self.moment(counting: most, before: moment) < start else { return nil }
    while fewest < most {
      let middle = (fewest + most) / 2
      if self.moment(counting: middle, before: moment) < start {
        most = middle
      } else {
        fewest = middle + 1
      }
    }
    return fewest
  }

  /// From the first moment of the first day to the first moment after the last; nil when the range
  /// is no range, or when its days were skipped by a change of the zone.
  private static func span(of range: DateRange, in zone: TimeZone) -> Range<Moment>? {
    guard let first = CivilDay(range.firstDate), let last = CivilDay(range.effectiveLastDate)
    else { return nil }
    let start = first.start(in: zone)
    let end = last.next.start(in: zone)
    return start < end ? start..<end : nil
  }
}

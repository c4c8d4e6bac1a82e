internal import Foundation

/// What clocks on the wall show in a time zone, and when they show it.
///
/// Offsets come from Foundation. Its calendar is not asked for the moment of a wall time: it moves a time
/// that does not exist by the length of the gap, and we want the end of the gap.
struct ZoneClock: Sendable {
  private static let secondsOfDay: Int64 = 86_400

  private let zone: TimeZone

  /// The clock of an IANA time zone, or of UTC when the name is empty; nil for an unknown one.
  init?(_ name: String) {
    guard let zone = TimeZone(identifier: name.isEmpty ? "GMT" : name) else { return nil }
    self.zone = zone
  }

  /// The date that clocks show.
  func day(at moment: Moment) -> CivilDay {
    reading(at: moment).day
  }

  /// The date and the time that clocks show, the time cut to minutes.
  func reading(at moment: Moment) -> (day: CivilDay, time: TimeOfDay) {
    let shown = moment.seconds + offset(at: moment.seconds)
    let (quotient, remainder) = shown.quotientAndRemainder(dividingBy: Self.secondsOfDay)
    let day = remainder < 0 ? quotient - 1 : quotient
    let minutes = Int(shown - day * Self.secondsOfDay) / 60
    return (
      CivilDay(daysSince1970: Int(day)), TimeOfDay(hour: minutes / 60, minute: minutes % 60)
    )
  }

  /// The first moment behind another one at which a minute begins.
  func minute(after moment: Moment) -> Moment {
    let second = moment.seconds
    let shown = second + offset(at: second)
    return Moment(seconds: second + 60 - (shown % 60 + 60) % 60)
  }

  /// The moments, first one first, at which clocks show a time on a date: mostly one, two where clocks
  /// are set back, none where they are set forward.
  func moments(showing time: TimeOfDay, on day: CivilDay) -> [Moment] {
    let shown = Int64(day.daysSince1970) * Self.secondsOfDay + time.seconds
    let offsets = Set([
      offset(at: shown - Self.secondsOfDay), offset(at: shown + Self.secondsOfDay),
    ])
    return offsets.map { (shown - $0, $0) }.filter { offset(at: $0.0) == $0.1 }
      .map { Moment(seconds: $0.0) }.sorted()
  }

  /// The first moment at which clocks show a time on a date, or, where they never do, at which they
  /// have passed it.
  func moment(reaching time: TimeOfDay, on day: CivilDay) -> Moment {
    if let first = moments(showing: time, on: day).first { return first }
    let shown = Int64(day.daysSince1970) * Self.secondsOfDay + time.seconds
    return Moment(
      seconds: change(after: shown - Self.secondsOfDay, until: shown + Self.secondsOfDay))
  }

  /// The second at which clocks change between two.
  private func change(after first: Int64, until last: Int64) -> Int64 {
    let before = offset(at: first)
    var (low, high) = (first, last)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: middle) == before { low = middle } else { high = middle }
    }
    return high
  }

  private func offset(at second: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
  }
}

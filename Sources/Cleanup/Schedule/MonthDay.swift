/// A day of a month.
package enum MonthDay: Hashable, Sendable, Codable {
  /// The day with a number, 1…31.
  case day(Int)
  /// The last day, whatever its number.
  case last

  /// Whether a date is such a day.
  func matches(_ date: CivilDay) -> Bool {
    switch self {
    case .day(let number): date.components.day == number
    case .last: date.isLastOfMonth
    }
  }
}

/// How the starts of a schedule repeat.
package enum Recurrence: Hashable, Sendable, Codable {
  /// The most hours between two starts: a year of them.
  package static let mostHours = 8760
  /// The most days between two starts.
  package static let mostDays = 366
  /// The most weeks between two starts.
  package static let mostWeeks = 53
  /// The most months between two starts.
  package static let mostMonths = 24

  /// Every so many elapsed hours from the start time.
  case hours(Int)
  /// Every so many days from that of the start time.
  case days(Int, at: TimeOfDay)
  /// On weekdays of every so many weeks from that of the start time; weeks begin on Monday. No
  /// weekday means that of the start time.
  case weeks(Int, on: [Weekday], at: TimeOfDay)
  /// On days of every so many months from that of the start time; months that lack a day have no start
  /// on it. No day means that of the start time.
  case months(Int, on: [MonthDay], at: TimeOfDay)
  /// By a cron expression.
  case cron(String)
}

internal import ArgumentParser
internal import Cleanup

/// How often something repeats, on the command line: `6h`, `1d`, `2w` or `1mo`.
struct IntervalArgument: Hashable, Sendable, ExpressibleByArgument {
  private enum Unit: String {
    case hours = "h"
    case days = "d"
    case weeks = "w"
    case months = "mo"
  }

  private let count: Int
  private let unit: Unit

  init?(argument text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), let unit = Unit(rawValue: String(text.dropFirst(digits.count)))
    else { return nil }
    self.count = count
    self.unit = unit
  }

  /// The recurrence with what else was given; midnight unless told otherwise.
  func recurrence(on days: RecurrenceDays?, at time: TimeOfDay?) throws -> Recurrence {
    let time = time ?? TimeOfDay(hour: 0, minute: 0)
    switch (unit, days) {
    case (.hours, nil): return .hours(count)
    case (.days, nil): return .days(count, at: time)
    case (.weeks, nil): return .weeks(count, on: [], at: time)
    case (.weeks, .weekdays(let weekdays)): return .weeks(count, on: weekdays, at: time)
    case (.months, nil): return .months(count, on: [], at: time)
    case (.months, .monthDays(let days)): return .months(count, on: days, at: time)
    case (.weeks, .monthDays): throw ValidationError("--every …w takes weekdays in --on.")
    case (.months, .weekdays): throw ValidationError("--every …mo takes days of the month in --on.")
    case (.hours, _), (.days, _):
      throw ValidationError("--on goes with --every …w or --every …mo.")
    }
  }
}

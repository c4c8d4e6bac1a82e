internal import ArgumentParser
internal import Cleanup

/// Days on the command line: `mon,thu` or `1,15,last`.
enum RecurrenceDays: Hashable, Sendable {
  case weekdays([Weekday])
  case monthDays([MonthDay])

  /// Reads a list of either.
  init(text: String) throws {
    let names = text.lowercased().split(separator: ",", omittingEmptySubsequences: false)
    let weekdays = names.compactMap(Self.weekday)
    let monthDays = names.compactMap(Self.monthDay)
    if weekdays.count == names.count {
      self = .weekdays(weekdays)
    } else if monthDays.count == names.count {
      self = .monthDays(monthDays)
    } else {
      throw ValidationError(
        "\"\(text)\" is not understood; give weekdays (mon,thu) or days of the month (1,15,last).")
    }
  }

  private static func weekday(_ text: Substring) -> Weekday? {
    Weekday.allCases.first { $0.name == text || $0.name.prefix(3) == text }
  }

  private static func monthDay(_ text: Substring) -> MonthDay? {
    text == "last" ? .last : Int(text).map(MonthDay.day)
  }
}

/// A day of the week; raw values are those of ISO 8601.
package enum Weekday: Int, Hashable, Sendable, Codable, CaseIterable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// The English name in lower case.
  package var name: String { "\(self)" }
}

extension CivilDay {
  /// The day of the week.
  package var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let number = (daysSince1970 % 7 + 7 + 3) % 7 + 1
    return Weekday(rawValue: number) ?? .monday
  }

  /// The Monday of the day's week.
  package var monday: CivilDay {
    CivilDay(daysSince1970: daysSince1970 - (weekday.rawValue - 1))
  }

  /// Months since year 0.
  package var month: Int {
    let (year, month, _) = components
    return year * 12 + month - 1
  }

  /// Whether the next day is in another month.
  package var isLastOfMonth: Bool {
    CivilDay(daysSince1970: daysSince1970 + 1).components.day == 1
  }
}

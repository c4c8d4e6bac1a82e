extension Recurrence: CustomStringConvertible {
  /// What people read, such as `every 2 weeks on monday, friday at 03:30`.
  package var description: String {
    switch self {
    case .hours(let every): Self.every(every, "hour")
    case .days(let every, let time): "\(Self.every(every, "day")) at \(time)"
    case .weeks(let every, let weekdays, let time):
      "\(Self.every(every, "week"))\(Self.on(weekdays.map(\.name))) at \(time)"
    case .months(let every, let days, let time):
      "\(Self.every(every, "month"))\(Self.on(days.map(\.description))) at \(time)"
    case .cron(let text): "cron \(text)"
    }
  }

  private static func every(_ count: Int, _ unit: String) -> String {
    count == 1 ? "every \(unit)" : "every \(count) \(unit)s"
  }

  private static func on(_ days: [String]) -> String {
    days.isEmpty ? "" : " on \(days.joined(separator: ", "))"
  }
}

extension MonthDay: CustomStringConvertible {
  /// The number, or `last`.
  package var description: String {
    switch self {
    case .day(let number): String(number)
    case .last: "last"
    }
  }
}

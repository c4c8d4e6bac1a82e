/// A cron expression of five fields: minute, hour, day of month, month, weekday.
///
/// Fields are `*`, numbers, ranges `a-b`, steps `*/n`, `a-b/n` and `a/n`, and lists of these; months and
/// weekdays may be English names of three letters, and Sunday is 0 or 7. When day of month and weekday
/// both begin with something else than `*`, one of them is enough.
package struct CronExpression: Hashable, Sendable {
  /// Why a text is no cron expression.
  package struct Mistake: Error, Hashable {
    /// What is wrong, and how it should be.
    package let description: String
  }

  let hours: CronField
  private let minutes: CronField
  private let days: CronField
  private let months: CronField
  private let weekdays: CronField

  /// Reads an expression.
  package init(_ text: String) throws(Mistake) {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard parts.count == 5 else {
      throw Mistake(
        description: "must have five fields, as in \"30 3 * * 1\", and has \(parts.count)")
    }
    minutes = try CronField(parts[0], "minute", 0...59)
    hours = try CronField(parts[1], "hour", 0...23)
    days = try CronField(parts[2], "day of month", 1...31)
    months = try CronField(parts[3], "month", 1...12, names: CronField.months)
    weekdays = try CronField(parts[4], "weekday", 0...7, names: CronField.weekdays)
  }

  /// Every hour and minute that it has, in order.
  var times: [TimeOfDay] {
    hours.numbers.flatMap { hour in
      minutes.numbers.map { TimeOfDay(hour: hour, minute: $0) }
    }
  }

  /// Whether it has a time of day.
  func matches(_ time: TimeOfDay) -> Bool {
    hours.contains(time.hour) && minutes.contains(time.minute)
  }

  /// Whether the expression holds on a date at all.
  func matches(_ date: CivilDay) -> Bool {
    let (_, month, day) = date.components
    guard months.contains(month) else { return false }
    let weekday = date.weekday.rawValue
    let isWeekday = weekdays.contains(weekday) || weekday == 7 && weekdays.contains(0)
    let isDay = days.contains(day)
    return days.isStar || weekdays.isStar ? isDay && isWeekday : isDay || isWeekday
  }
}

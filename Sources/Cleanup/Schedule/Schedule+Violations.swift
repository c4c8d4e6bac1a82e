extension Schedule {
  /// Everything that is wrong with it, by the names of the API.
  package var violations: [FieldViolation] {
    var violations = recurrence.violations
    if ZoneClock(timeZone) == nil {
      violations.append(
        FieldViolation(
          field: "time_zone", description: "is no known time zone; give one such as Europe/Oslo"))
    }
    if violations.isEmpty, let times = ScheduleTimes(self, beginning: startTime ?? .unixEpoch),
      times.next(after: startTime ?? .unixEpoch) == nil
    {
      violations.append(
        FieldViolation(field: recurrence.field, description: "names a day that never comes"))
    }
    return violations
  }
}

extension Recurrence {
  /// The field that the API has for such a recurrence.
  var field: String {
    switch self {
    case .hours: "hours"
    case .days: "days"
    case .weeks: "weeks"
    case .months: "months"
    case .cron: "cron"
    }
  }

  /// Days of the month that can be named, the last by itself among them.
  private static let mostMonthDays = 32

  fileprivate var violations: [FieldViolation] {
    switch self {
    case .hours(let every): interval(every, Self.mostHours)
    case .days(let every, let time): interval(every, Self.mostDays) + self.time(time)
    case .weeks(let every, let weekdays, let time):
      interval(every, Self.mostWeeks) + self.time(time) + doubled(weekdays, "weekdays")
    case .months(let every, let days, let time):
      interval(every, Self.mostMonths) + self.time(time) + doubled(days, "month_days")
        + outside(days)
    case .cron(let text): cron(text)
    }
  }

  private func interval(_ every: Int, _ most: Int) -> [FieldViolation] {
    (1...most).contains(every)
      ? []
      : [FieldViolation(field: "\(field).every", description: "must be 1…\(most)")]
  }

  private func time(_ time: TimeOfDay) -> [FieldViolation] {
    time.isValid
      ? []
      : [
        FieldViolation(
          field: "\(field).time", description: "must have an hour 0…23 and a minute 0…59")
      ]
  }

  private func doubled<Value: Hashable>(_ values: [Value], _ name: String) -> [FieldViolation] {
    Set(values).count == values.count
      ? []
      : [FieldViolation(field: "\(field).\(name)", description: "names a day twice")]
  }

  private func outside(_ days: [MonthDay]) -> [FieldViolation] {
    // More than there are name one twice.
    days.prefix(Self.mostMonthDays).enumerated().compactMap { index, day in
      guard case .day(let number) = day, !(1...31).contains(number) else { return nil }
      return FieldViolation(
        field: "\(field).month_days[\(index)]", description: "must be 1…31, or -1 for the last")
    }
  }

  private func cron(_ text: String) -> [FieldViolation] {
    do throws(CronExpression.Mistake) {
      _ = try CronExpression(text)
      return []
    } catch {
      return [FieldViolation(field: field, description: error.description)]
    }
  }
}

extension Moment {
  /// 1970-01-01T00:00:00Z.
  fileprivate static let unixEpoch = Moment(microseconds: 0)
}

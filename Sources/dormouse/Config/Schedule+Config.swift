internal import Cleanup

extension Schedule {
  /// The schedule of a file; nil, with mistakes, when it is not whole.
  init?(_ map: ConfigMap) {
    let recurrence = Self.recurrence(map)
    let isOn = map.flag("enabled")
    if isOn == nil, !map.has("enabled") { map.refuse("", "needs enabled, true or false") }
    let timeZone = map.text("time_zone") ?? ""
    let startTime = map.moment("start_time")
    let catchUp = map.choice(
      "catch_up", [(name: "ONCE", value: CatchUp.once), (name: "DROP", value: .drop)])
    let firstOnlyAnalyzes = map.flag("first_analysis_only") ?? false
    map.finish()
    guard let recurrence, let isOn else { return nil }
    self.init(
      isOn: isOn, recurrence: recurrence, timeZone: timeZone, startTime: startTime,
      catchUp: catchUp ?? .once, firstOnlyAnalyzes: firstOnlyAnalyzes)
    for violation in violations { map.refuse(violation.field, violation.description) }
  }

  private static func recurrence(_ map: ConfigMap) -> Recurrence? {
    var found: [Recurrence?] = []
    if let hours = map.map("hours") {
      found.append(hours.every.map { .hours($0) })
      hours.finish()
    }
    if let days = map.map("days") {
      let (every, time) = (days.every, days.time)
      found.append(every.map { .days($0, at: time) })
      days.finish()
    }
    if let weeks = map.map("weeks") {
      let names = Weekday.allCases.map { (name: $0.name, value: $0) }
      let (every, time) = (weeks.every, weeks.time)
      let weekdays = weeks.choices("weekdays", names)
      found.append(every.map { .weeks($0, on: weekdays, at: time) })
      weeks.finish()
    }
    if let months = map.map("months") {
      let names =
        (1...31).map { (name: String($0), value: MonthDay.day($0)) } + [
          (name: "last", value: .last)
        ]
      let (every, time) = (months.every, months.time)
      let days = months.choices("month_days", names)
      found.append(every.map { .months($0, on: days, at: time) })
      months.finish()
    }
    if let cron = map.text("cron") { found.append(.cron(cron)) }
    guard found.count == 1 else {
      map.refuse("", "needs one of hours, days, weeks, months and cron")
      return nil
    }
    return found[0]
  }

  /// The schedule for a file.
  var config: ConfigValue {
    var recurrenceEntry: ConfigValue.Entry
    switch recurrence {
    case .hours(let every):
      recurrenceEntry = .init(key: "hours", value: .map(["every": .number(every)]))
    case .days(let every, let time):
      recurrenceEntry = .init(
        key: "days", value: .map(["every": .number(every), "time": .text(time.description)]))
    case .weeks(let every, let weekdays, let time):
      recurrenceEntry = .init(
        key: "weeks",
        value: .map([
          "every": .number(every), "weekdays": .some(weekdays.map(\.name)),
          "time": .text(time.description),
        ]))
    case .months(let every, let days, let time):
      recurrenceEntry = .init(
        key: "months",
        value: .map([
          "every": .number(every), "month_days": .some(days.map(\.config)),
          "time": .text(time.description),
        ]))
    case .cron(let text): recurrenceEntry = .init(key: "cron", value: .text(text))
    }
    guard
      case .map(let rest) = ConfigValue.map([
        "time_zone": .some(timeZone), "start_time": startTime.map { .text($0.rfc3339) },
        "catch_up": catchUp == .once ? nil : .text("DROP"),
        "first_analysis_only": .some(firstOnlyAnalyzes),
      ])
    else { return .map([recurrenceEntry]) }
    return .map([.init(key: "enabled", value: .flag(isOn)), recurrenceEntry] + rest)
  }
}

extension MonthDay {
  fileprivate var config: ConfigValue {
    switch self {
    case .day(let number): .number(number)
    case .last: .text("last")
    }
  }
}

extension ConfigMap {
  fileprivate var every: Int? {
    let every = number("every")
    if every == nil, !has("every") { refuse("", "needs every") }
    return every
  }

  /// A time of day; midnight when it is left out.
  fileprivate var time: TimeOfDay {
    let midnight = TimeOfDay(hour: 0, minute: 0)
    guard let text = text("time") else { return midnight }
    if let time = TimeOfDay(text) { return time }
    refuse("time", "must be a time of day such as \"03:30\"")
    return midnight
  }
}

internal import CMessages
package import Cleanup
internal import Protobuf

/// The settings of a schedule; what the service adds is in ``ScheduleReport``.
extension Schedule: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Schedule> {
    dormouse__v1__schedule__init
  }
  static var blank: Schedule { Schedule(isOn: false, recurrence: .cron("")) }

  mutating func map(_ c: inout Dormouse__V1__Schedule, _ coder: inout WireCoder) {
    coder.flag(&isOn, &c.enabled)
    switch coder.direction {
    case .reading: read(c, &coder)
    case .writing: write(&c, &coder)
    }
    coder.text(&timeZone, &c.time_zone)
    coder.moment("start_time", &startTime, &c.start_time)
    var given: CatchUp? = catchUp
    coder.code("catch_up", &given, &c.catch_up)
    catchUp = given ?? .once
    coder.flag(&firstOnlyAnalyzes, &c.first_analysis_only)
  }

  private mutating func read(_ c: Dormouse__V1__Schedule, _ coder: inout WireCoder) {
    switch c.recurrence_case {
    case DORMOUSE__V1__SCHEDULE__RECURRENCE_HOURS:
      let hours: HourlyRecurrence = coder.read(c.hours, named: "hours")
      recurrence = .hours(hours.every)
    case DORMOUSE__V1__SCHEDULE__RECURRENCE_DAYS:
      let days: DailyRecurrence = coder.read(c.days, named: "days")
      recurrence = .days(days.every, at: days.time)
    case DORMOUSE__V1__SCHEDULE__RECURRENCE_WEEKS:
      let weeks: WeeklyRecurrence = coder.read(c.weeks, named: "weeks")
      recurrence = .weeks(weeks.every, on: weeks.weekdays, at: weeks.time)
    case DORMOUSE__V1__SCHEDULE__RECURRENCE_MONTHS:
      let months: MonthlyRecurrence = coder.read(c.months, named: "months")
      recurrence = .months(months.every, on: months.monthDays, at: months.time)
    case DORMOUSE__V1__SCHEDULE__RECURRENCE_CRON:
      var (text, cron) = ("", c.cron)
      coder.text(&text, &cron)
      recurrence = .cron(text)
    default: coder.refuse("recurrence", "must be hours, days, weeks, months or cron")
    }
  }

  private func write(_ c: inout Dormouse__V1__Schedule, _ coder: inout WireCoder) {
    switch recurrence {
    case .hours(let every):
      c.recurrence_case = DORMOUSE__V1__SCHEDULE__RECURRENCE_HOURS
      c.hours = coder.build(HourlyRecurrence.with { $0.every = every })
    case .days(let every, let time):
      c.recurrence_case = DORMOUSE__V1__SCHEDULE__RECURRENCE_DAYS
      c.days = coder.build(DailyRecurrence.with { ($0.every, $0.time) = (every, time) })
    case .weeks(let every, let weekdays, let time):
      c.recurrence_case = DORMOUSE__V1__SCHEDULE__RECURRENCE_WEEKS
      c.weeks = coder.build(
        WeeklyRecurrence.with { ($0.every, $0.weekdays, $0.time) = (every, weekdays, time) })
    case .months(let every, let days, let time):
      c.recurrence_case = DORMOUSE__V1__SCHEDULE__RECURRENCE_MONTHS
      c.months = coder.build(
        MonthlyRecurrence.with { ($0.every, $0.monthDays, $0.time) = (every, days, time) })
    case .cron(var text):
      c.recurrence_case = DORMOUSE__V1__SCHEDULE__RECURRENCE_CRON
      coder.text(&text, &c.cron)
    }
  }
}

extension Schedule.CatchUp: WireCode {
  static let wireOrder: [Schedule.CatchUp] = [.once, .drop]
}

/// The moments at which a schedule starts runs, without pauses and jitter.
///
/// A wall time that does not exist starts at the next that does, and one that comes twice starts at its
/// first. In a cron expression whose hour begins with `*` no hour is fixed: it goes by what clocks
/// show, so that a time that comes twice starts twice, and one that does not exist never.
package struct ScheduleTimes: Sendable {
  /// In so many days every schedule that ever starts does so: it takes that long from one 29 February
  /// on the right weekday, over a century without one, to the next.
  private static let horizonDays = 366 * 41
  /// In so many days lie the times of a list: there may be decades between two, and none is worth much then.
  private static let listDays: Int64 = 36_525
  private static let secondsOfHour: Int64 = 3600

  private let recurrence: Recurrence
  private let start: Moment
  private let startDay: CivilDay
  private let clock: ZoneClock
  private let cron: CronExpression?

  /// The times of a schedule without violations; one without a start time begins at `beginning`.
  package init?(_ schedule: Schedule, beginning: Moment) {
    guard let clock = ZoneClock(schedule.timeZone) else { return nil }
    if case .cron(let text) = schedule.recurrence {
      guard let cron = try? CronExpression(text) else { return nil }
      self.cron = cron
    } else {
      cron = nil
    }
    recurrence = schedule.recurrence
    start = schedule.startTime ?? beginning
    startDay = clock.day(at: start)
    self.clock = clock
  }

  /// The first time behind a moment; nil when there is none that an interface can carry.
  package func next(after moment: Moment) -> Moment? {
    guard moment < .latest, let next = nextOfAll(after: moment), next <= .latest else { return nil }
    return next
  }

  private func nextOfAll(after moment: Moment) -> Moment? {
    // A time at the very start counts.
    let after = max(moment, Moment(microseconds: start.microseconds - 1))
    if case .hours(let hours) = recurrence { return next(after: after, everyHours: hours) }
    if let cron, cron.hours.isStar { return next(after: after, shown: cron) }
    // Where clocks skip a day, its times are reached on the next.
    let first = clock.day(at: after).daysSince1970 - 2
    for number in first..<first + Self.horizonDays {
      let day = CivilDay(daysSince1970: number)
      let found = times(on: day).lazy.map { clock.moment(reaching: $0, on: day) }
        .first { $0 > after }
      if let found { return found }
    }
    return nil
  }

  /// Up to so many times behind a moment, in a hundred years.
  package func next(_ count: Int, after moment: Moment) -> [Moment] {
    let end = moment.advanced(bySeconds: Self.listDays * 86_400)
    var times: [Moment] = []
    while times.count < count, let time = next(after: times.last ?? moment), time < end {
      times.append(time)
    }
    return times
  }

  private func next(after: Moment, everyHours hours: Int) -> Moment {
    let interval = Int64(hours) * Self.secondsOfHour * 1_000_000
    let passed = after.microseconds - start.microseconds
    let count = passed < 0 ? 0 : passed / interval + 1
    return Moment(microseconds: start.microseconds + count * interval)
  }

  /// The next moment at which clocks show what an expression names.
  private func next(after: Moment, shown cron: CronExpression) -> Moment? {
    var moment = clock.minute(after: after)
    let lastDay = clock.day(at: moment).daysSince1970 + Self.horizonDays
    while true {
      let (day, time) = clock.reading(at: moment)
      if cron.matches(day) {
        if cron.matches(time) { return moment }
        moment = moment.advanced(bySeconds: 60)
      } else {
        // Days are looked through by their dates, which is cheap; clocks are asked for those that match.
        let days = day.daysSince1970 + 1..<max(lastDay, day.daysSince1970 + 1)
        let next = days.lazy.map { CivilDay(daysSince1970: $0) }.first(where: cron.matches)
        guard let next else { return nil }
        let midnight = clock.moment(reaching: TimeOfDay(hour: 0, minute: 0), on: next)
        moment = max(midnight, moment.advanced(bySeconds: 60))
      }
    }
  }

  /// The times of a date, in order.
  private func times(on day: CivilDay) -> [TimeOfDay] {
    switch recurrence {
    case .hours: []
    case .days(let days, let time): distance(day, startDay) % days == 0 ? [time] : []
    case .weeks(let weeks, let weekdays, let time):
      distance(day.monday, startDay.monday) / 7 % weeks == 0
        && (weekdays.isEmpty ? [startDay.weekday] : weekdays).contains(day.weekday) ? [time] : []
    case .months(let months, let days, let time):
      (day.month - startDay.month) % months == 0
        && (days.isEmpty ? [.day(startDay.components.day)] : days).contains { $0.matches(day) }
        ? [time] : []
    case .cron: cron.map { $0.matches(day) ? $0.times : [] } ?? []
    }
  }

  private func distance(_ day: CivilDay, _ other: CivilDay) -> Int {
    day.daysSince1970 - other.daysSince1970
  }
}

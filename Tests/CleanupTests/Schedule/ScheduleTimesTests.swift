internal import Cleanup
internal import Testing

@Suite("When schedules start")
struct ScheduleTimesTests {
  @Test("A time that does not exist starts at the next that does")
  func gap() {
    // Clocks in Oslo went from 02:00 to 03:00 on 2026-03-29.
    let times = times(.days(1, at: at(2, 30)), "Europe/Oslo", after: "2026-03-28T00:00:00Z", 3)
    #expect(times == ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"])
  }

  @Test("A time that comes twice starts once, at its first")
  func overlap() {
    let times = times(.days(1, at: at(2, 30)), "Europe/Oslo", after: "2026-10-24T12:00:00Z", 2)
    #expect(times == ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"])
  }

  @Test("Where the hour is a star, a time that comes twice starts twice, and a missing one never")
  func starHour() {
    let autumn = times(.cron("30 * 25 10 *"), "Europe/Oslo", after: "2026-10-24T23:00:00Z", 3)
    #expect(autumn == ["2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"])
    let spring = times(.cron("30 * 29 3 *"), "Europe/Oslo", after: "2026-03-29T00:00:00Z", 2)
    #expect(spring == ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"])
  }

  @Test("A day that a zone left out has its start at the beginning of the next")
  func skippedDay() {
    // Apia had no 2011-12-30.
    let times = times(.days(1, at: at(10, 0)), "Pacific/Apia", after: "2011-12-29T12:00:00Z", 3)
    #expect(times == ["2011-12-29T20:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T20:00:00Z"])
  }

  @Test("Days that decades lie between are found, a hundred years ahead at most, and no more")
  func rare() {
    // A weekday that begins with a star has to be met as well: 29 February on a Sunday.
    let after = "2026-01-01T00:00:00Z"
    let years = { (cron: String) in
      times(.cron(cron), "Europe/Oslo", after: after, 1000).map { $0.prefix(10) }
    }
    let expected = ["2032-02-29", "2060-02-29", "2088-02-29"]
    #expect(Set(years("0 12 29 2 */7")) == Set(expected.map { $0[...] }))
    #expect(Set(years("0 */12 29 2 */7")).isSuperset(of: expected.map { $0[...] }))
    #expect(Schedule(recurrence: .cron("0 */12 30 2 */7")).violations.map(\.field) == ["cron"])
  }

  @Test("A pause to the end of all dates leaves no next start")
  func endless() {
    let calendar = CleanupCalendar(pauses: [
      DateRange(firstDate: "2026-12-01", lastDate: "9999-12-31")
    ])
    let recurrences: [Recurrence] = [
      .days(1, at: at(2, 30)), .weeks(1, on: [], at: at(2, 30)), .hours(1), .cron("0 * * * *"),
    ]
    for recurrence in recurrences {
      let due = moment("2026-12-02T01:30:00Z")
      let stored = StoredSchedule(
        schedule: Schedule(recurrence: recurrence, timeZone: "America/New_York", startTime: due),
        etag: "", updatedAt: due, updatedBy: "", dueAt: due, onlyAnalyzesNext: false)
      #expect(stored.nextCleanup(calendar) == nil, "\(recurrence)")
    }
  }

  @Test("Hours are elapsed ones, from the start time")
  func hours() {
    var schedule = Schedule(recurrence: .hours(7), timeZone: "Europe/Oslo")
    schedule.startTime = moment("2026-03-28T20:00:00Z")
    let times = ScheduleTimes(schedule, beginning: .unset)?
      .next(3, after: moment("2026-03-28T10:00:00Z")).map(\.rfc3339)
    #expect(times == ["2026-03-28T20:00:00Z", "2026-03-29T03:00:00Z", "2026-03-29T10:00:00Z"])
  }

  @Test("Months without a day are left out, and the last day is whatever it is")
  func monthDays() {
    let times31 = times(
      .months(1, on: [.day(31)], at: at(0, 0)), "", after: "2026-01-31T12:00:00Z", 2)
    #expect(times31 == ["2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"])
    let last = times(.months(1, on: [.last], at: at(0, 0)), "", after: "2028-01-31T12:00:00Z", 2)
    #expect(last == ["2028-02-29T00:00:00Z", "2028-03-31T00:00:00Z"])
  }

  @Test("Weeks begin on Monday, and are counted from that of the start time")
  func weeks() {
    // 2026-11-26 is a Thursday.
    let times = times(
      .weeks(2, on: [.monday, .friday], at: at(8, 0)), "", after: "2026-11-26T00:00:00Z", 3)
    #expect(times == ["2026-11-27T08:00:00Z", "2026-12-07T08:00:00Z", "2026-12-11T08:00:00Z"])
  }

  @Test("In cron, one of day of month and weekday is enough when both are given")
  func cronDays() {
    let times = times(.cron("0 0 13 * fri"), "", after: "2026-11-10T00:00:00Z", 3)
    #expect(times == ["2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z", "2026-11-27T00:00:00Z"])
  }

  @Test(
    "What is no cron expression says why",
    arguments: [
      "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8",
      "5-1 * * * *", "*/0 * * * *", "a * * * *", "1,,2 * * * *", "* * * foo *",
    ])
  func badCron(text: String) {
    let violations = Schedule(recurrence: .cron(text)).violations
    #expect(violations.map(\.field) == ["cron"])
  }

  @Test("Everything that is wrong is named at once, and what never comes as well")
  func violations() {
    let wrong = Schedule(
      recurrence: .months(0, on: [.day(32), .last, .last], at: at(24, 0)), timeZone: "Mars/Base")
    #expect(
      wrong.violations.map(\.field) == [
        "months.every", "months.time", "months.month_days", "months.month_days[0]", "time_zone",
      ])
    #expect(Schedule(recurrence: .cron("0 0 31 2 *")).violations.map(\.field) == ["cron"])
    #expect(Schedule(recurrence: .cron("0 0 29 2 *")).violations.isEmpty)
  }

  @Test("The next cleanup is behind a pause that the next start falls into")
  func pauses() {
    let calendar = CleanupCalendar(
      timeZone: "Europe/Oslo",
      pauses: [DateRange(firstDate: "2026-12-20", lastDate: "2026-12-31")])
    let schedule = Schedule(
      recurrence: .days(1, at: at(3, 0)), timeZone: "Europe/Oslo",
      startTime: moment("2026-01-01T00:00:00Z"))
    let stored = StoredSchedule(
      schedule: schedule, etag: "", updatedAt: .unset, updatedBy: "",
      dueAt: moment("2026-12-20T02:00:00Z"), onlyAnalyzesNext: false)
    #expect(stored.nextCleanup(calendar) == moment("2027-01-01T02:00:00Z"))
    #expect(stored.nextCleanup(CleanupCalendar()) == stored.dueAt)
  }

  private func at(_ hour: Int, _ minute: Int) -> TimeOfDay {
    TimeOfDay(hour: hour, minute: minute)
  }

  private func moment(_ text: String) -> Moment {
    Moment(rfc3339: text) ?? .unset
  }

  private func times(
    _ recurrence: Recurrence, _ zone: String, after: String, _ count: Int
  ) -> [String] {
    let schedule = Schedule(recurrence: recurrence, timeZone: zone)
    #expect(schedule.violations.isEmpty)
    let after = moment(after)
    return ScheduleTimes(schedule, beginning: after)?.next(count, after: after).map(\.rfc3339) ?? []
  }
}

extension Moment {
  fileprivate static let unset = Moment(microseconds: 0)
}

internal import Cleanup
internal import Messages

extension Samples {
  /// One of each kind; no one schedule fills every field.
  private static let recurrences: [Recurrence] = [
    .hours(6), .days(2, at: TimeOfDay(hour: 3, minute: 30)),
    .weeks(1, on: [.monday, .sunday], at: TimeOfDay(hour: 23, minute: 59)),
    .months(3, on: [.day(1), .last], at: TimeOfDay(hour: 12, minute: 1)), .cron("30 3 * * 1"),
  ]

  private static let scheduleReports: [ScheduleReport] = recurrences.map { recurrence in
    let schedule = Schedule(
      recurrence: recurrence, timeZone: "Europe/Oslo", startTime: time, catchUp: .drop,
      firstOnlyAnalyzes: true)
    let stored = StoredSchedule(
      schedule: schedule, etag: "e", updatedAt: time, updatedBy: "admin", dueAt: later,
      onlyAnalyzesNext: true,
      last: ScheduledStart(
        dueAt: time, at: later, result: .refused, reason: "R", message: "No.", runID: "run1"))
    var report = ScheduleReport(stored, nextCleanup: later, isOverdue: true)
    report.held = [heldListing]
    report.observations = [observation]
    return report
  }

  static let schedules: [any Sample] =
    scheduleReports
    + scheduleReports.map { report in
      var request = ScheduleRequest(report.schedule)
      request.report = report
      request.isValidateOnly = true
      request.requestID = "r"
      return request
    }
    + scheduleReports.map { report in
      var request = PreviewScheduleRequest(report.schedule)
      request.report = report
      request.after = later
      request.count = 9
      return request
    } + [GetScheduleRequest(), PreviewScheduleResponse.with { $0.times = [time, later] }]
}

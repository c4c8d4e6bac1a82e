/// A schedule as stored, with what became of its last start.
package struct StoredSchedule: Hashable, Sendable {
  /// The schedule; its start time is set.
  package var schedule: Schedule
  /// Changes with every change of the schedule.
  package var etag: String
  /// When it was changed last.
  package var updatedAt: Moment
  /// Name of the token that changed it last.
  package var updatedBy: String
  /// When the next start is due, pauses left aside; nil while it is off.
  package var dueAt: Moment?
  /// Whether the next start only analyzes.
  package var onlyAnalyzesNext: Bool
  /// The last start; nil before the first.
  package var last: ScheduledStart?

  /// A schedule as stored.
  package init(
    schedule: Schedule, etag: String, updatedAt: Moment, updatedBy: String, dueAt: Moment?,
    onlyAnalyzesNext: Bool, last: ScheduledStart? = nil
  ) {
    self.schedule = schedule
    self.etag = etag
    self.updatedAt = updatedAt
    self.updatedBy = updatedBy
    self.dueAt = dueAt
    self.onlyAnalyzesNext = onlyAnalyzesNext
    self.last = last
  }

  /// When the next run starts, which is not in a pause; nil while the schedule is off.
  package func nextCleanup(_ calendar: CleanupCalendar) -> Moment? {
    guard var time = dueAt, let times = ScheduleTimes(schedule, beginning: updatedAt) else {
      return nil
    }
    let pauses = CalendarPauses(calendar)
    // A pause is some years long at most, and a schedule may start every minute of it.
    while let end = pauses.end(of: time) {
      guard let next = times.next(after: Moment(microseconds: end.microseconds - 1)) else {
        return nil
      }
      time = next
    }
    return time
  }

  /// When the start was due that is to be made now; nil while none is.
  package func waitingStart(at now: Moment) -> Moment? {
    dueAt.flatMap { $0 <= now ? $0 : nil }
  }

  /// Whether a start should have been by now: it is later than a start may be late.
  package func isOverdue(at now: Moment, tolerance seconds: Int64) -> Bool {
    dueAt.map { $0.advanced(bySeconds: seconds) < now } ?? false
  }
}

internal import Cleanup
internal import Messages

extension Session {
  /// The schedule that is stored; nil before the first.
  func storedSchedule() async throws -> ScheduleReport? {
    do {
      return try await read(Methods.Cleanup.getSchedule, GetScheduleRequest()).value
    } catch let error as CommandError
      where error.details?.reason == RefusalReason.scheduleNotSet.rawValue
    {
      return nil
    }
  }

  /// Switches the schedule and shows it.
  func switchSchedule(on isOn: Bool) async throws {
    let stored = try await read(Methods.Cleanup.getSchedule, GetScheduleRequest()).value
    var schedule = stored.schedule
    schedule.isOn = isOn
    let request = ScheduleRequest(schedule, etag: stored.etag)
    try show(try await change(Methods.Cleanup.schedule, request), Column.schedule)
  }
}

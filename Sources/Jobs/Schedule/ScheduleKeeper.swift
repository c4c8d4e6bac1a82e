package import Cleanup
package import Storage

/// Changes a tenant's schedule, all in the caller's transaction.
package enum ScheduleKeeper {
  /// Stores a schedule without violations in place of the one before. An etag that is not empty must be
  /// that of the schedule that is stored.
  ///
  /// A start that is due by the schedule before and was not made yet stays due, so that none vanishes
  /// because somebody saved the schedule in these minutes. One of a schedule that is switched off, or
  /// told to begin later, is not wanted any more.
  package static func put(
    _ schedule: Schedule, etag: String, by caller: Caller, at now: Moment, in writer: TenantWriter
  ) throws(Refusal) -> StoredSchedule {
    let old = try attempt { () throws(StorageError) in try writer.reader.schedule() }
    guard etag.isEmpty || etag == old?.etag else {
      throw Refusal(
        .staleETag,
        "The schedule changed since it was read: read it again and change that one.")
    }
    var schedule = schedule
    let isLater = schedule.startTime.map { $0 > now } ?? false
    let waiting = isLater ? nil : old?.waitingStart(at: now)
    schedule.startTime = schedule.startTime ?? now
    let new = StoredSchedule(
      schedule: schedule, etag: Identifier.random(), updatedAt: now, updatedBy: caller.tokenName,
      dueAt: schedule.isOn ? waiting ?? due(schedule, after: now) : nil,
      onlyAnalyzesNext: onlyAnalyzes(schedule, after: old),
      last: old?.last)
    try attempt { () throws(StorageError) in
      try writer.putSchedule(new)
      try writer.audit(.scheduleSet(from: old, to: new, by: caller))
    }
    return new
  }

  /// Goes on to the next start, once one was settled. That is the first behind the moment of settling, as
  /// whatever was missed is settled with it, unless told to go on behind an earlier moment.
  ///
  /// - Returns: nil when the start that was settled is not the next one any more: somebody changed the
  ///   schedule meanwhile.
  static func settle(
    _ start: ScheduledStart, of known: StoredSchedule, goingOnBehind moment: Moment? = nil,
    in writer: TenantWriter
  ) throws(StorageError) -> StoredSchedule? {
    guard var stored = try writer.reader.schedule(), stored.etag == known.etag,
      stored.dueAt == known.dueAt
    else { return nil }
    stored.dueAt = due(stored.schedule, after: max(moment ?? start.at, start.dueAt))
    if start.result == .analyzed || start.result == .started { stored.onlyAnalyzesNext = false }
    stored.last = start
    try writer.putSchedule(stored)
    try writer.audit(.scheduleStart(start))
    return stored
  }

  private static func due(_ schedule: Schedule, after moment: Moment) -> Moment? {
    guard schedule.isOn else { return nil }
    return ScheduleTimes(schedule, beginning: moment)?.next(after: moment)
  }

  /// Whether the next start only analyzes: asked for anew, or not done yet.
  private static func onlyAnalyzes(_ schedule: Schedule, after old: StoredSchedule?) -> Bool {
    guard schedule.isOn, schedule.firstOnlyAnalyzes else { return false }
    guard let old, old.schedule.isOn, old.schedule.firstOnlyAnalyzes else { return true }
    return old.onlyAnalyzesNext
  }
}

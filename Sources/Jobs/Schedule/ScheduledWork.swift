internal import Cleanup
internal import Logging
internal import Storage

/// One start of a schedule that is due.
struct ScheduledWork {
  /// What comes behind it.
  enum Next {
    /// The next start is due then; nil for never.
    case due(Moment?)
    /// It could not be made yet, and is tried again.
    case tryAgain
  }

  private let schedule: StoredSchedule
  private let due: Moment
  private let pauses: CalendarPauses
  private let lease: TenantLease
  private let scheduler: Scheduler

  init(
    _ schedule: StoredSchedule, due: Moment, calendar: CleanupCalendar, lease: TenantLease,
    scheduler: Scheduler
  ) {
    self.schedule = schedule
    self.due = due
    pauses = CalendarPauses(calendar)
    self.lease = lease
    self.scheduler = scheduler
  }

  /// Settles the start; waits for the end of the run that it makes, as long as it makes steps.
  func perform() async throws(StorageError) -> Next {
    let now = scheduler.clock.now
    if let end = pauses.end(of: due) { return .due(try await settlePaused(at: now, until: end)) }
    let latest = due.advanced(bySeconds: scheduler.toleranceSeconds)
    if schedule.schedule.catchUp == .drop, now > latest {
      return .due(
        try await settle(at: now, .missed, "The start came too late and was dropped."))
    }
    if pauses.end(of: now) != nil { return .due(try await settleLate(at: now)) }
    // It stays due, and shows as overdue if that lasts.
    if try await isBusy() { return .tryAgain }
    do throws(Refusal) {
      return .due(schedule.onlyAnalyzesNext ? try await analyze() : try await run())
    } catch {
      return try await refused(error)
    }
  }

  private func analyze() async throws(Refusal) -> Moment? {
    let finished = try await analysis()
    let now = scheduler.clock.now
    let count = finished.analysis.tally.candidates
    let refusal = finished.held.refusal.map { " But a run would be refused. \($0)" } ?? ""
    return try await attempt { () async throws(StorageError) in
      try await settle(
        at: now, .analyzed,
        "The first start only analyzed: \(count) users would be cleaned.\(refusal)")
    }
  }

  private func run() async throws(Refusal) -> Moment? {
    let analysis = try await analysis().analysis
    let order = RunOrder(
      analysisID: analysis.id, confirmedCandidates: analysis.tally.candidates)
    let (schedule, due, now) = (schedule, due, scheduler.clock.now)
    if pauses.end(of: now) != nil {
      return try await attempt { () async throws(StorageError) in try await settleLate(at: now) }
    }
    let database = lease.database
    let run = try await scheduler.engine.start(in: lease) { () async throws(Refusal) in
      try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
        let run = try RunStarter.start(
          order, trigger: .schedule, by: Scheduler.caller, at: now, in: writer)
        let start = ScheduledStart(dueAt: due, at: now, result: .started, runID: run.id)
        let settled = try attempt { () throws(StorageError) in
          try ScheduleKeeper.settle(start, of: schedule, in: writer)
        }
        guard settled != nil else {
          throw Refusal(.staleETag, "The schedule changed while the start was prepared.")
        }
        return run
      }.value
    }
    await end(of: run)
    return try await attempt { () async throws(StorageError) in try await nextDue() }
  }

  private func analysis() async throws(Refusal) -> FinishedAnalysis {
    try await DirectorySync(lease.database, remotes: scheduler.remotes, clock: scheduler.clock)
      .syncAll(by: Scheduler.caller)
    return try await Analyzer(lease.database, clock: scheduler.clock)
      .analyze(asOf: nil, by: Scheduler.caller) { _ in }
  }

  /// Waits until a run has ended, so that only so many are at work at once; no longer than it makes
  /// steps, so that one that cannot go on keeps no other tenant from its start.
  private func end(of run: Run) async {
    // Nobody is told of runs while there are too many watchers; then this one is not waited for.
    guard let news = try? scheduler.engine.watch(run.id, of: lease.database.id),
      (try? await isAtWork(run)) == true
    else { return }
    if await scheduler.patience.outlasts(news) { return }
    scheduler.logger.warning(
      "A scheduled run stands still, and others start beside it",
      metadata: ["tenant": "\(lease.database.id)", "run": "\(run.id)"])
  }

  private func isAtWork(_ run: Run) async throws(StorageError) -> Bool {
    try await lease.database.read { (reader) throws(StorageError) in
      try reader.run(run.id)?.state == .running
    }
  }

  private func refused(_ refusal: Refusal) async throws(StorageError) -> Next {
    switch refusal.reason {
    case .interrupted: throw StorageError(.interrupted, refusal.message)
    case .storageBusy, .storageFull, .storageReadOnly, .storageUnusable, .internalError:
      throw StorageError(.io, refusal.message)
    case .staleETag: return .due(try await nextDue())
    // The policy changed while the analysis was made: the next one goes by the new policy.
    // So does one that is made once a listing under way has ended.
    case .runInProgress, .analysisStale, .importInProgress: return .tryAgain
    default: return .due(try await settle(refusal))
    }
  }

  /// A refused start stands in the log like a run.
  private func settle(_ refusal: Refusal) async throws(StorageError) -> Moment? {
    let (schedule, due, now) = (schedule, due, scheduler.clock.now)
    scheduler.logger.warning(
      "A scheduled start was refused",
      metadata: [
        "tenant": "\(lease.database.id)", "reason": "\(refusal.reason.rawValue)",
      ])
    return try await lease.database.write { (writer) throws(StorageError) in
      let entry = try Self.logEntry(refusal, at: now, in: writer)
      let start = ScheduledStart(
        dueAt: due, at: now, result: .refused, reason: refusal.reason.rawValue,
        message: refusal.message, runID: entry?.id ?? "")
      let settled = try ScheduleKeeper.settle(start, of: schedule, in: writer)
      guard let settled else { return try writer.reader.schedule()?.dueAt }
      if let entry { try writer.createRun(entry, by: Scheduler.caller) }
      return settled.dueAt
    }.value
  }

  /// The entry of a refusal in the log; nil without a policy that it could be about.
  private static func logEntry(
    _ refusal: Refusal, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) -> Run? {
    guard let policy = try writer.reader.policy() else { return nil }
    return Run(
      id: Identifier.ordered(at: now), state: .refused, trigger: .schedule,
      startedBy: Scheduler.caller.tokenName, startedAt: now, endedAt: now, analysisID: "",
      policy: policy, candidates: 0, refusal: refusal.message)
  }

  /// Drops a start that was due in a pause, and goes on with the first behind it. Once the pause is over,
  /// that is the first behind the pause, even if it was missed as well: it is no start of the pause.
  private func settlePaused(
    at now: Moment, until end: Moment
  ) async throws(StorageError) -> Moment? {
    let last = Moment(microseconds: end.microseconds - 1)
    return try await settle(
      at: now, .paused, "The start was in a pause of the calendar.", goingOnBehind: min(now, last))
  }

  /// Drops a start that was due before a pause and could have been made only inside of it.
  private func settleLate(at now: Moment) async throws(StorageError) -> Moment? {
    try await settle(
      at: now, .paused, "The start came late, in a pause of the calendar that began meanwhile.")
  }

  private func settle(
    at now: Moment, _ result: ScheduledStart.Result, _ message: String,
    goingOnBehind moment: Moment? = nil
  ) async throws(StorageError) -> Moment? {
    let (schedule, due) = (schedule, due)
    return try await lease.database.write { (writer) throws(StorageError) in
      let start = ScheduledStart(dueAt: due, at: now, result: result, message: message)
      let settled = try ScheduleKeeper.settle(
        start, of: schedule, goingOnBehind: moment, in: writer)
      if let settled { return settled.dueAt }
      return try writer.reader.schedule()?.dueAt
    }.value
  }

  private func isBusy() async throws(StorageError) -> Bool {
    try await lease.database.read { (reader) throws(StorageError) in
      try reader.runningRun() != nil
    }
  }

  private func nextDue() async throws(StorageError) -> Moment? {
    try await lease.database.read { (reader) throws(StorageError) in
      try reader.schedule()?.dueAt
    }
  }
}

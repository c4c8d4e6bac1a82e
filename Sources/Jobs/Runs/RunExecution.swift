package import Cleanup
internal import Directories
package import Storage

/// Takes a run to its end, one bounded transaction after the other.
///
/// Each transaction holds effects, outcomes, holds and audit of its users, so that the process may
/// die at any point: whoever has an outcome was acted on once, whoever has none not at all.
package struct RunExecution: Sendable {
  /// The most users in one transaction.
  package static let pageSize = 250
  /// Users that are read at once, and settled before the next are read.
  static let blockSize = 50
  /// A transaction takes no further user once it has lasted this long, so that other writers wait
  /// for milliseconds only.
  package static let chunkDuration: Duration = .milliseconds(10)

  private let database: TenantDatabase
  private let clock: WallClock
  private var isResumed: Bool
  private var progress: RunProgress
  /// Nil for a run that has outcomes of an earlier process.
  private let draft: RunLogDraft?

  /// An execution of a run that is not over; `isResumed` when it was begun by an earlier process.
  package init(_ run: Run, in database: TenantDatabase, clock: WallClock, isResumed: Bool) {
    self.database = database
    self.clock = clock
    self.isResumed = isResumed
    progress = RunProgress(run: run)
    draft =
      isResumed || run.counts.total > 0 ? nil : RunLogDraft(RunLog(database.files), of: run)
  }

  /// Whether the run is not over yet, as stored.
  package func isRunning() async throws(StorageError) -> Bool {
    let id = progress.run.id
    return try await database.read { (reader) throws(StorageError) in
      try reader.run(id)?.state == .running
    }
  }

  /// Notes that the run stood still: from now on it may be too old to go on.
  package mutating func noteInterruption() {
    isResumed = true
  }

  /// Settles some more users in one transaction.
  ///
  /// - Returns: the run as committed; nil when everyone had an outcome already.
  package mutating func step() async throws(StorageError) -> Run? {
    let (before, draft, clock) = (progress, draft, clock)
    let isResumed = isResumed
    // The log of the users before is written while the next ones are settled.
    async let logged: Void = FileWork.run { draft?.append(before.outcomes) }
    progress = try await database.write { (writer) throws(StorageError) in
      // Read once nobody else writes: a login that came while the step waited is not after it.
      try Self.step(before, isResumed: isResumed, at: clock.now, in: writer)
    }.value
    await logged
    return progress.isComplete ? nil : progress.run
  }

  /// Writes the log file and closes the run.
  ///
  /// The file comes first, so that a run that counts as ended has its log; a crash in between makes
  /// the same file again.
  package func finish() async throws(StorageError) -> Run {
    var run = progress.run
    while true {
      run.state = run.cancelledBy.isEmpty ? .completed : .cancelled
      run.endedAt = clock.now
      try await writeLog(of: run)
      let stored = try await close(run)
      if stored.state != .running { return stored }
      // Somebody cancelled while the file was written, which must say so too.
      run = stored
    }
  }

  private func writeLog(of ended: Run) async throws(StorageError) {
    let (log, draft) = (RunLog(database.files), draft)
    if await FileWork.run({ draft?.finish(ended) ?? false }) { return }
    try await database.read { (reader) throws(StorageError) in
      try log.write(ended, from: reader)
    }
  }

  /// Closes the run as its log file says; leaves it running when it no longer is as the file says.
  private func close(_ ended: Run) async throws(StorageError) -> Run {
    let (path, now) = (RunLog(database.files).relativePath(of: ended), clock.now)
    return try await database.write { (writer) throws(StorageError) in
      guard let stored = try writer.reader.run(ended.id) else { throw Self.notStored }
      guard stored.state == .running, stored.cancelledBy == ended.cancelledBy else {
        return stored
      }
      try writer.setLogFile(path, ofRun: ended.id)
      let closed = try writer.finishRun(ended.id, state: ended.state, at: ended.endedAt ?? now)
      try writer.audit(.runEnded(closed, at: now))
      // Where seats were counted today the count went with every effect.
      if try !writer.reader.hasSeatCount(onDay: CivilDay(of: now)) {
        try SeatMeasure.measure(at: now, in: writer)
      }
      return closed
    }.value
  }

  private static func step(
    _ before: RunProgress, isResumed: Bool, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) -> RunProgress {
    let start = ContinuousClock.now
    var progress = before
    let groups = try TenantGroups.current(before.groups, in: writer.reader)
    progress.groups = groups
    let run = try writer.reader.current(before.run)
    progress.run = run
    var work = try work(of: run, groups, isResumed: isResumed, at: now, in: writer)
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(pageSize)
    repeat {
      let isAnybodyLeft = try work.settle(
        after: outcomes.last?.user ?? before.lastUser, limit: blockSize, into: &outcomes)
      if !isAnybodyLeft { break }
    } while outcomes.count < pageSize && ContinuousClock.now - start <= chunkDuration
    progress.isComplete = outcomes.isEmpty
    progress.outcomes = []
    if outcomes.isEmpty { return progress }
    progress.lastUser = outcomes.last?.user
    progress.run.counts += try writer.appendOutcomes(&outcomes, toRun: run.id)
    progress.outcomes = outcomes
    try SeatMeasure.count(work.seats, at: now, in: writer)
    return progress
  }

  private static func work(
    of run: Run, _ groups: TenantGroups, isResumed: Bool, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) -> any RunWork {
    switch run.kind {
    case .cleanup: try CleanupWork(run, groups, isResumed: isResumed, at: now, in: writer)
    case .undo: try UndoWork(run, groups, at: now, in: writer)
    }
  }

  private static var notStored: StorageError {
    StorageError(.notFound, "The run is no longer stored.")
  }
}

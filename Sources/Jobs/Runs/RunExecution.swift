package import Cleanup
package import Storage

/// Takes a run to its end, one bounded transaction after the other.
///
/// Each transaction holds effects, outcomes, holds and audit of its users, so that the process may
/// die at any point: whoever has an outcome was acted on once, whoever has none not at all. Where a remote
/// directory is changed, an ``Intent`` is stored before, and settled with the outcome.
package struct RunExecution: Sendable {
  /// The most users in one transaction.
  package static let pageSize = 250
  /// Users that are read at once, and settled before the next are read.
  static let blockSize = 50
  /// A transaction takes no further user once it has lasted this long, so that other writers wait
  /// for milliseconds only.
  package static let chunkDuration: Duration = .milliseconds(10)

  private let database: TenantDatabase
  let clock: WallClock
  let users: RemoteUsers
  private(set) var isResumed: Bool
  /// Whether changes of remote directories may have been left half done.
  private var mayHaveIntents: Bool
  private(set) var progress: RunProgress
  /// Nil for a run that has outcomes of an earlier process.
  private let draft: RunLogDraft?

  /// An execution of a run that is not over; `isResumed` when it was begun by an earlier process.
  package init(
    _ run: Run, in database: TenantDatabase, remotes: RemoteDirectories = .none,
    clock: WallClock, isResumed: Bool
  ) {
    self.database = database
    self.clock = clock
    self.isResumed = isResumed
    mayHaveIntents = isResumed
    users = RemoteUsers(database, remotes, isPatient: true)
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
    mayHaveIntents = true
    // Whoever waited for a remote directory has no outcome, and is found again from the start.
    progress.lastUser = nil
  }

  /// Settles some more users: in one transaction, and around the changes of remote directories in more.
  ///
  /// - Returns: the run as committed; nil when everyone had an outcome already.
  package mutating func step() async throws(StorageError) -> Run? {
    if mayHaveIntents {
      try await settleIntents()
      mayHaveIntents = false
    }
    let (before, draft) = (progress.outcomes, draft)
    progress.outcomes = []
    // The log of the users before is written while the next ones are settled.
    async let logged: Void = FileWork.run { draft?.append(before) }
    try await commit { (step, _) throws(StorageError) in try step.settleNext() }
    await logged
    if !progress.waiting.isEmpty { try await settleWaiting() }
    return progress.isComplete ? nil : progress.run
  }

  /// Does a part of the run in a transaction.
  ///
  /// - Returns: where the transaction stands.
  @discardableResult
  mutating func commit(
    _ body: @escaping @Sendable (inout RunStep, TenantWriter) throws(StorageError) -> Void
  ) async throws(StorageError) -> CommitPosition {
    let (before, isResumed, clock) = (progress, isResumed, clock)
    let committed = try await database.write { (writer) throws(StorageError) in
      // Read once nobody else writes: a login that came while the step waited is not after it.
      var step = try RunStep(before, isResumed: isResumed, at: clock.now, in: writer)
      try body(&step, writer)
      return step.progress
    }
    progress = committed.value
    return committed.position
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

  private static var notStored: StorageError {
    StorageError(.notFound, "The run is no longer stored.")
  }
}

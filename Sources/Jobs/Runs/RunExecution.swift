package import Cleanup
internal import Directories
package import Storage

/// Takes a run to its end, one bounded transaction after the other.
///
/// Each transaction holds effects, outcomes, holds and audit of its users, so that the process may
/// die at any point: whoever has an outcome was acted on once, whoever has none not at all.
package struct RunExecution: Sendable {
  /// Users that are looked up at once.
  package static let pageSize = 100
  /// A transaction takes no further user once it has lasted this long, so that other writers wait
  /// for milliseconds only.
  package static let chunkDuration: Duration = .milliseconds(10)

  private let database: TenantDatabase
  private let clock: WallClock
  private let isResumed: Bool
  private var progress: RunProgress

  /// An execution of a run that is not over; `isResumed` when it was begun by an earlier process.
  package init(_ run: Run, in database: TenantDatabase, clock: WallClock, isResumed: Bool) {
    self.database = database
    self.clock = clock
    self.isResumed = isResumed
    progress = RunProgress(run: run)
  }

  /// Whether the run is not over yet, as stored.
  package func isRunning() async throws(Refusal) -> Bool {
    let id = progress.run.id
    return try await attempt { () async throws(StorageError) in
      try await database.read { (reader) throws(StorageError) in
        try reader.run(id)?.state == .running
      }
    }
  }

  /// Settles some more users in one transaction.
  ///
  /// - Returns: the run as committed; nil when everyone had an outcome already.
  package mutating func step() async throws(Refusal) -> Run? {
    let before = progress
    let now = clock.now
    let isResumed = isResumed
    let committed = try await attempt { () async throws(StorageError) in
      try await database.write { (writer) throws(StorageError) in
        try Self.step(before, isResumed: isResumed, at: now, in: writer)
      }
    }
    progress = committed.value
    return progress.isComplete ? nil : progress.run
  }

  /// Writes the log file and closes the run.
  ///
  /// The file comes first, so that a run that counts as ended has its log; a crash in between makes
  /// the same file again.
  package func finish() async throws(Refusal) -> Run {
    var ended = progress.run
    ended.state = ended.cancelledBy.isEmpty ? .completed : .cancelled
    ended.endedAt = clock.now
    return try await attempt { [ended] () async throws(StorageError) in
      try await writeLog(of: ended)
      return try await close(ended)
    }
  }

  private func writeLog(of ended: Run) async throws(StorageError) {
    let log = RunLog(database.files)
    try await database.read { (reader) throws(StorageError) in
      try log.write(ended, from: reader)
    }
  }

  private func close(_ ended: Run) async throws(StorageError) -> Run {
    let (path, now) = (RunLog.relativePath(of: ended, tenant: database.id), clock.now)
    return try await database.write { (writer) throws(StorageError) in
      try writer.setLogFile(path, ofRun: ended.id)
      let closed = try writer.finishRun(ended.id, state: ended.state, at: ended.endedAt ?? now)
      try writer.audit(.runEnded(closed, at: now))
      return closed
    }.value
  }

  private static func step(
    _ before: RunProgress, isResumed: Bool, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) -> RunProgress {
    var progress = before
    let graph = try CachedGraph.current(before.graph, in: writer.reader)
    progress.graph = graph
    guard let run = try writer.reader.run(before.run.id) else {
      throw StorageError(.notFound, "The run is no longer stored.")
    }
    let page = try writer.reader.remainingCandidates(
      ofRun: run.id, after: before.lastUser, limit: pageSize)
    progress.run = run
    progress.isComplete = page.isEmpty
    if page.isEmpty { return progress }
    let mode = try mode(of: run, graph, isResumed: isResumed, at: now, in: writer.reader)
    let chunk = RunChunk(writer: writer, run: run, mode: mode, now: now)
    var outcomes: [Outcome] = []
    let start = ContinuousClock.now
    for candidate in page {
      outcomes.append(try chunk.settle(candidate))
      if ContinuousClock.now - start > chunkDuration { break }
    }
    _ = try writer.appendOutcomes(outcomes, toRun: run.id)
    for outcome in outcomes { progress.run.counts.count(outcome.result) }
    progress.lastUser = outcomes.last?.user
    return progress
  }

  private static func mode(
    of run: Run, _ graph: CachedGraph, isResumed: Bool, at now: Moment, in reader: TenantReader
  ) throws(StorageError) -> RunChunk.Mode {
    if !run.cancelledBy.isEmpty {
      return .skip(.cancelled, message: "The run was cancelled by \(run.cancelledBy).")
    }
    let end = run.startedAt.advanced(bySeconds: run.policy.policy.analysisTTLSeconds)
    if isResumed, now >= end {
      return .skip(.runExpired, message: "The run was interrupted for too long: analyze again.")
    }
    guard try reader.policy()?.revision == run.policy.revision else {
      return .skip(.policyChanged, message: "The policy changed while the run was at work.")
    }
    let evaluator = try Evaluator(run.policy.policy, at: now, graph: graph.graph, in: reader)
    return .act(evaluator, graph.catalog)
  }
}

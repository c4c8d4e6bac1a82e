internal import Cleanup
internal import Directories
internal import Storage

/// A part of a run inside one transaction.
struct RunStep {
  private let writer: TenantWriter
  let now: Moment
  private let isResumed: Bool
  private let run: Run
  private let groups: TenantGroups
  private(set) var progress: RunProgress

  /// A step behind what was done before; `isResumed` when the run stood still meanwhile.
  init(
    _ before: RunProgress, isResumed: Bool, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) {
    self.writer = writer
    self.now = now
    self.isResumed = isResumed
    groups = try TenantGroups.current(before.groups, in: writer.reader)
    run = try writer.reader.current(before.run)
    progress = before
    progress.groups = groups
    progress.run = run
    progress.waiting = []
  }

  /// Settles the next users, until there are enough or the time is up.
  mutating func settleNext() throws(StorageError) {
    let start = ContinuousClock.now
    var work = try work(.rehearsed)
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(RunExecution.pageSize)
    var hasMore = true
    repeat {
      let last = try work.settle(
        UserRange(after: progress.lastUser), limit: RunExecution.blockSize, into: &outcomes)
      hasMore = last != nil
      progress.lastUser = last ?? progress.lastUser
    } while hasMore && outcomes.count < RunExecution.pageSize && work.waiting.isEmpty
      && ContinuousClock.now - start <= RunExecution.chunkDuration
    progress.isComplete = outcomes.isEmpty && work.waiting.isEmpty && !hasMore
    try store(&outcomes, of: work)
  }

  /// Settles some users.
  mutating func settle(_ users: [UserID], _ part: RunPart) throws(StorageError) {
    if users.isEmpty { return }
    var work = try work(part)
    var outcomes: [Outcome] = []
    for user in users {
      _ = try work.settle(UserRange(user), limit: 1, into: &outcomes)
    }
    try store(&outcomes, of: work)
  }

  /// Leaves users waiting.
  mutating func leave(_ users: [WaitingUser]) {
    progress.waiting += users
  }

  private mutating func store(
    _ outcomes: inout [Outcome], of work: any RunWork
  ) throws(StorageError) {
    progress.waiting += work.waiting
    if outcomes.isEmpty { return }
    progress.run.counts += try writer.appendOutcomes(&outcomes, toRun: run.id)
    // Hundreds are not copied where there are no others.
    if progress.outcomes.isEmpty {
      progress.outcomes = outcomes
    } else {
      progress.outcomes += outcomes
    }
    try SeatMeasure.count(work.seats, at: now, in: writer)
  }

  private func work(_ part: RunPart) throws(StorageError) -> any RunWork {
    switch run.kind {
    case .cleanup:
      try CleanupWork(run, groups, part, isResumed: isResumed, at: now, in: writer)
    case .undo: try UndoWork(run, groups, part, at: now, in: writer)
    }
  }
}

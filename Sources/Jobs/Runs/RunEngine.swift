package import Cleanup
package import Logging
package import Storage
internal import Synchronization

/// Works off runs, tells who watches them, and goes on with those that a crash interrupted.
package final class RunEngine: Sendable {
  /// Most open watchers in one server.
  package static let maxWatchers = 1000
  /// The first wait after storage failed in the middle of a run; it doubles with every failure.
  package static let firstRetryDelay: Duration = .seconds(1)
  /// The longest wait between two tries.
  package static let maxRetryDelay: Duration = .seconds(60)

  private struct Job: Sendable {
    var lease: TenantLease
    var run: Run
    var isResumed: Bool
  }

  private let data: DataFolder
  private let clock: WallClock
  private let logger: Logger
  private let watchers = RunWatchers()
  private let atWork = Mutex<Set<String>>([])
  private let jobs: AsyncStream<Job>
  private let queue: AsyncStream<Job>.Continuation

  /// An engine over a data folder; nothing happens before `run()`.
  package init(_ data: DataFolder, clock: WallClock, logger: Logger) {
    self.data = data
    self.clock = clock
    self.logger = logger
    (jobs, queue) = AsyncStream.makeStream()
  }

  /// Works until the task is cancelled. Runs that are then under way stay as they are and go on when
  /// the next engine starts.
  package func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.resume() }
      for await job in jobs {
        guard atWork.withLock({ $0.insert(job.run.id).inserted }) else { continue }
        group.addTask { await self.work(on: job) }
      }
      group.cancelAll()
    }
    watchers.finish()
  }

  /// Takes up a run that was made. One that is at work or has ended is left alone, so that a repeated
  /// request does no harm.
  package func enqueue(_ run: Run, in lease: TenantLease) {
    queue.yield(Job(lease: lease, run: run, isResumed: false))
  }

  /// Elements come after every step of a run, and the stream ends with the run.
  package func watch(_ runID: String) throws(Refusal) -> AsyncStream<Void> {
    guard let stream = watchers.watch(runID, limit: Self.maxWatchers) else {
      throw Refusal(
        .limitExceeded, "There are \(Self.maxWatchers) watchers already: try again later.")
    }
    return stream
  }

  /// Notes that a tenant may have an unfinished run, before the run is made.
  package func announceRun(in tenant: TenantID) async throws(Refusal) {
    _ = try await attempt { () async throws(StorageError) in
      try await data.operators.write { (writer) throws(StorageError) in
        try writer.hintUnfinishedRun(tenant)
      }
    }
  }

  /// Takes up the runs that an earlier process left. What storage refuses is tried again: nobody else
  /// would take up such a run before the next start.
  private func resume() async {
    var waiting: [TenantID]?
    var delay = Self.firstRetryDelay
    while !Task.isCancelled {
      do throws(StorageError) {
        if waiting == nil { waiting = try await tenantsWithUnfinishedRuns() }
        waiting = try await resume(waiting ?? [])
      } catch {
        logger.error(
          "Interrupted runs cannot be taken up", metadata: ["reason": "\(error.message)"])
      }
      if waiting?.isEmpty == true { return }
      // A cancelled wait ends the loop.
      try? await Task.sleep(for: delay)
      delay = min(delay * 2, Self.maxRetryDelay)
    }
  }

  private func tenantsWithUnfinishedRuns() async throws(StorageError) -> [TenantID] {
    try await data.operators.read { (reader) throws(StorageError) in
      try reader.tenantsWithUnfinishedRuns()
    }
  }

  /// Takes up the runs of some tenants; returns the tenants whose storage failed.
  private func resume(_ tenants: [TenantID]) async throws(StorageError) -> [TenantID] {
    var failed: [TenantID] = []
    for tenant in tenants {
      do throws(StorageError) {
        try await resume(tenant)
      } catch  where error.code != .interrupted {
        // Other tenants go on.
        logger.error(
          "A tenant's run cannot be taken up yet",
          metadata: ["tenant": "\(tenant)", "reason": "\(error.message)"])
        failed.append(tenant)
      }
    }
    return failed
  }

  private func resume(_ tenant: TenantID) async throws(StorageError) {
    let lease = try await data.tenants.lease(tenant)
    let run = try await lease.database.read { (reader) throws(StorageError) in
      try reader.runningRun()
    }
    guard let run else { return try await clearHint(tenant) }
    logger.notice("Taking up an interrupted run", metadata: ["run": "\(run.id)"])
    queue.yield(Job(lease: lease, run: run, isResumed: true))
  }

  /// Takes one run to its end; when storage fails, waits and tries again, so that no run is lost.
  private func work(on job: Job) async {
    defer { atWork.withLock { _ = $0.remove(job.run.id) } }
    var execution = RunExecution(
      job.run, in: job.lease.database, clock: clock, isResumed: job.isResumed)
    var delay = Self.firstRetryDelay
    while !Task.isCancelled {
      do {
        try await takeToEnd(&execution) { delay = Self.firstRetryDelay }
        return await forgetRun(in: job.lease.database.id)
      } catch {
        logger.error(
          "A run cannot go on and will be tried again",
          metadata: ["run": "\(job.run.id)", "reason": "\(error.message)"])
        // A cancelled wait ends the loop.
        try? await Task.sleep(for: delay)
        delay = min(delay * 2, Self.maxRetryDelay)
      }
    }
  }

  /// Steps until everyone has an outcome, then closes the run; leaves it as it is when the task is
  /// cancelled.
  private func takeToEnd(
    _ execution: inout RunExecution, onStep: () -> Void
  ) async throws(Refusal) {
    guard try await execution.isRunning() else { return }
    while let run = try await execution.step() {
      watchers.notify(run.id)
      onStep()
      if Task.isCancelled { return }
    }
    let ended = try await execution.finish()
    watchers.finish(ended.id)
  }

  /// A hint that stays behind costs the next start one look; it must not undo the end of the run.
  private func forgetRun(in tenant: TenantID) async {
    do {
      try await clearHint(tenant)
    } catch {
      logger.warning(
        "The hint of a run that ended stays", metadata: ["reason": "\(error.message)"])
    }
  }

  private func clearHint(_ tenant: TenantID) async throws(StorageError) {
    _ = try await data.operators.write { (writer) throws(StorageError) in
      try writer.clearRunHint(tenant)
    }
  }
}

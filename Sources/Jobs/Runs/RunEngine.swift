package import Cleanup
package import Logging
package import Storage

/// Works off runs, tells who watches them, and goes on with those that a crash interrupted.
package final class RunEngine: Sendable {
  /// Most open watchers in one server.
  package static let maxWatchers = 1000
  /// Most open watchers of one tenant.
  package static let maxWatchersPerTenant = 100
  /// Tenants whose interrupted runs are at work at once, so that others can still be opened.
  package static let maxResumedTenants = 64

  struct Job: Sendable {
    var lease: TenantLease
    var run: Run
    /// Whether the run stood still before: then it may be too old to go on.
    var isResumed: Bool

    var tenant: TenantID { lease.database.id }
  }

  let data: DataFolder
  let logger: Logger
  let claims = RunClaims()
  let remotes: RemoteDirectories
  let clock: WallClock
  let startedAt: Moment
  private let watchers = RunWatchers()
  private let jobs: AsyncStream<Job>
  private let queue: AsyncStream<Job>.Continuation

  /// An engine over a data folder; nothing happens before `run()`.
  package init(
    _ data: DataFolder, remotes: RemoteDirectories = .none, clock: WallClock, logger: Logger
  ) {
    self.data = data
    self.remotes = remotes
    self.clock = clock
    self.logger = logger
    startedAt = clock.now
    (jobs, queue) = AsyncStream.makeStream()
  }

  /// Works until the task is cancelled. Runs that are then under way stay as they are and go on when
  /// the next engine starts.
  package func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.resumeInterrupted() }
      for await job in jobs {
        group.addTask { await self.take(job) }
      }
      group.cancelAll()
    }
    watchers.close()
  }

  /// Makes a run and takes it up. One that is at work or has ended is left alone, so that a repeated
  /// request does no harm.
  ///
  /// The tenant is noted before `make` stores the run, so that the next start finds it whenever this
  /// process dies.
  package func start(
    in lease: TenantLease, _ make: () async throws(Refusal) -> Run
  ) async throws(Refusal) -> Run {
    let tenant = lease.database.id
    claims.claim(tenant)
    do {
      try await attempt { () async throws(StorageError) in try await setHint(tenant) }
      let run = try await make()
      enqueue(run, in: lease)
      return run
    } catch {
      // A call that is cancelled while its transaction commits leaves a run behind.
      enqueue((try? runningRun(in: lease)) ?? nil, in: lease)
      throw error
    }
  }

  private func runningRun(in lease: TenantLease) throws(StorageError) -> Run? {
    try lease.database.readNow { (reader) throws(StorageError) in try reader.runningRun() }
  }

  /// Queues a run, and the claim with it; gives the claim up when there is none.
  private func enqueue(_ run: Run?, in lease: TenantLease) {
    guard let run else { return release(lease.database.id) }
    // One that an earlier process left may have been found by whoever wanted another.
    queue.yield(Job(lease: lease, run: run, isResumed: run.startedAt < startedAt))
  }

  /// Ends what watchers wait for, because the service is stopping: open streams would hold it up.
  package func endWatching() {
    watchers.close()
  }

  /// Whether somebody makes a run in a tenant or works on one, or is about to. One that is not over and
  /// that nobody works on was given up, or waits for the next start.
  package func isAtWork(in tenant: TenantID) -> Bool {
    claims.isClaimed(tenant)
  }

  /// Why the run of a tenant was given up; nil unless it was. Whoever starts it takes it up again.
  package func obstacle(in tenant: TenantID) -> StorageError? {
    claims.obstacle(in: tenant)
  }

  /// Elements come after every step of a run, and the stream ends with the run, or when it is given up.
  package func watch(
    _ runID: String, of tenant: TenantID
  ) throws(Refusal) -> AsyncStream<Void> {
    let limits = RunWatchers.Limits(all: Self.maxWatchers, tenant: Self.maxWatchersPerTenant)
    guard let stream = watchers.watch(runID, of: tenant, limits) else {
      throw Refusal(.limitExceeded, "There are too many watchers already: try again later.")
    }
    // Looked at once it is watched, so that no end falls between the two.
    if claims.obstacle(in: tenant) != nil { watchers.finish(of: tenant) }
    return stream
  }

  /// Runs something that changes remote directories. That the tenant may have changes left half done is noted
  /// before it begins, and no run that ends meanwhile forgets it.
  package func expectingIntents<Value>(
    in tenant: TenantID, _ body: () async throws(Refusal) -> Value
  ) async throws(Refusal) -> Value {
    claims.claim(tenant)
    defer { release(tenant) }
    try await attempt { () async throws(StorageError) in try await setHint(tenant) }
    return try await body()
  }

  /// Ends a claim to a tenant; with the last one, tells the watchers if its run was given up.
  func release(_ tenant: TenantID) {
    if claims.release(tenant) { watchers.finish(of: tenant) }
  }

  /// Takes a claimed job to its end, unless its run is at work already.
  func take(_ job: Job) async {
    defer { release(job.tenant) }
    let wasGivenUp = claims.isGivenUp(job.tenant)
    guard claims.begin(job.run.id, of: job.tenant) else { return }
    defer { claims.end(job.run.id) }
    var job = job
    if wasGivenUp { job.isResumed = true }
    if await work(on: job) { await forgetRun(in: job.lease.database) }
  }

  /// Takes one run to its end; when storage fails, waits and tries again, so that no run is lost. Gives
  /// it up when trying again cannot help: the hint stays, so that the next start tries once more.
  ///
  /// - Returns: false when the run is not over.
  private func work(on job: Job) async -> Bool {
    var execution = RunExecution(
      job.run, in: job.lease.database, remotes: remotes, clock: clock,
      isResumed: job.isResumed)
    var delay = RetryDelay()
    while !Task.isCancelled {
      do {
        return try await takeToEnd(&execution, &delay)
      } catch {
        if Task.isCancelled { return false }
        logger.error(
          "A run cannot go on",
          metadata: ["run": "\(job.run.id)", "reason": "\(error.message)"])
        guard error.mayPass else {
          claims.giveUp(job.tenant, because: error)
          return false
        }
        execution.noteInterruption()
        await delay.wait()
      }
    }
    return false
  }

  /// Steps until everyone has an outcome, then closes the run; leaves it as it is and answers false
  /// when the task is cancelled.
  private func takeToEnd(
    _ execution: inout RunExecution, _ delay: inout RetryDelay
  ) async throws(StorageError) -> Bool {
    guard try await execution.isRunning() else { return true }
    while let run = try await execution.step() {
      watchers.notify(run.id)
      delay.reset()
      if Task.isCancelled { return false }
    }
    let ended = try await execution.finish()
    watchers.finish(ended.id)
    return true
  }

  /// A hint that stays behind costs the next start one look; it must not undo the end of the run.
  private func forgetRun(in database: TenantDatabase) async {
    do {
      try await clearHint(database.id, database)
    } catch {
      logger.warning(
        "The hint of a run that ended stays", metadata: ["reason": "\(error.message)"])
    }
  }
}

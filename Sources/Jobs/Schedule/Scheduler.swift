package import Cleanup
package import Logging
package import Storage
internal import Synchronization

/// Starts runs when schedules say so.
///
/// A hint in the operator database says when a tenant is to be looked at, so that no tenant is opened
/// before something is due. The tenant's own database decides: a start is settled in the transaction
/// that makes its run and goes on to the next one, so that none is made twice, however this process
/// ends.
package final class Scheduler: Sendable {
  /// Scheduled analyses and runs at work at once, in all tenants together; runs that stand
  /// still longer than ``patience`` aside.
  package static let maxAtWork = 4
  /// Up to so much later than due a tenant starts, each tenant by a time of its own, so that they do not
  /// all start in one second.
  package static let jitterSeconds: Int64 = 300
  /// A start that is later than jitter and this was missed: the service was down, or had no room.
  package static let graceSeconds: Int64 = 900
  /// How often due schedules are looked for.
  package static let interval: Duration = .seconds(1)
  /// When a start is tried again that could not be made because a run is at work, the policy changed
  /// meanwhile, or storage failed.
  static let retrySeconds: Int64 = 60
  /// A run that makes no step for this long, or at most twice as long, gives its place among those at
  /// work to the next tenant: one whose log file cannot be written would keep it for ever. It goes on
  /// beside the others once it can.
  package static let patience: Duration = .seconds(60)

  static let caller = Caller(tokenID: "", tokenName: "schedule", role: .admin)

  let data: DataFolder
  let remotes: RemoteDirectories
  let engine: RunEngine
  let clock: WallClock
  let logger: Logger
  let patience: Patience
  private let jitterSeconds: Int64
  private let interval: Duration
  private let tenantsAtWork = Mutex<Set<TenantID>>([])
  /// How many changes of a tenant's schedule are under way.
  private let changes = Mutex<[TenantID: Int]>([:])

  /// A scheduler over a data folder; nothing starts before `run()`.
  package init(
    _ data: DataFolder, engine: RunEngine, remotes: RemoteDirectories = .none, clock: WallClock,
    logger: Logger,
    jitterSeconds: Int64 = Scheduler.jitterSeconds, interval: Duration = Scheduler.interval,
    patience: Duration = Scheduler.patience
  ) {
    self.data = data
    self.engine = engine
    self.remotes = remotes
    self.clock = clock
    self.logger = logger
    self.jitterSeconds = jitterSeconds
    self.interval = interval
    self.patience = Patience(patience)
  }

  /// How much later than due a start may be, in seconds.
  package var toleranceSeconds: Int64 { jitterSeconds + Self.graceSeconds }

  /// Works until the task is cancelled.
  package func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        for hint in await hintsToFollow() {
          group.addTask {
            await self.follow(hint)
            self.tenantsAtWork.withLock { _ = $0.remove(hint.tenant) }
          }
        }
        // A cancelled wait is over: the loop looks at the task itself.
        try? await Task.sleep(for: interval)
      }
    }
  }

  /// Changes a tenant's schedule, and sees to it that it is looked at behind the change: whether or not
  /// anybody waits for that, and after a crash too. Nobody takes the tenant to work before.
  package func change<Value>(
    of tenant: TenantID, _ make: () async throws(Refusal) -> Value
  ) async throws(Refusal) -> Value {
    changes.withLock { $0[tenant, default: 0] += 1 }
    defer { endChange(of: tenant) }
    try await attempt { () async throws(StorageError) in
      _ = try await data.operators.write { (writer) throws(StorageError) in
        try writer.expectScheduleChange(of: tenant, at: clock.now)
      }
    }
    return try await make()
  }

  private func endChange(of tenant: TenantID) {
    changes.withLock { changes in
      let left = (changes[tenant] ?? 1) - 1
      changes[tenant] = left == 0 ? nil : left
    }
  }

  /// The hints that are taken to work now: those that wait longest, as many as there is room for.
  private func hintsToFollow() async -> [ScheduleHint] {
    let atWork = tenantsAtWork.withLock { $0 }
    let room = Self.maxAtWork - atWork.count
    guard room > 0 else { return [] }
    let now = clock.now
    do {
      let waiting = try await data.operators.read { (reader) throws(StorageError) in
        try reader.schedulesToLookAt(at: now, limit: Self.maxAtWork + atWork.count)
      }
      // Looked at once the hints are read: the hint of a change that is not under way any more is behind
      // its commit, and one that comes later is another hint.
      let left = atWork.union(changes.withLock { $0.keys })
      let taken = waiting.filter { !left.contains($0.tenant) }.prefix(room)
      tenantsAtWork.withLock { $0.formUnion(taken.map(\.tenant)) }
      return Array(taken)
    } catch {
      if !Task.isCancelled {
        logger.error("Due schedules cannot be found", metadata: ["reason": "\(error.message)"])
      }
      return []
    }
  }

  /// Looks at a tenant and starts what is due there.
  private func follow(_ hint: ScheduleHint) async {
    let tenant = hint.tenant
    // Read before the schedule and the pauses are: whatever was set before the start came due counts.
    let now = clock.now
    do {
      let lease = try await data.tenants.lease(tenant)
      let known = try await lease.database.read { (reader) throws(StorageError) in
        (schedule: try reader.schedule(), calendar: try reader.policy()?.policy.calendar)
      }
      guard let schedule = known.schedule, let due = schedule.dueAt else {
        return await settle(hint, lookAgain: nil)
      }
      let time = start(of: tenant, due: due)
      guard time <= now else { return await settle(hint, lookAgain: time) }
      let work = ScheduledWork(
        schedule, due: due, calendar: known.calendar ?? CleanupCalendar(), lease: lease,
        scheduler: self)
      switch try await work.perform() {
      case .due(let next):
        await settle(hint, lookAgain: next.map { start(of: tenant, due: $0) })
      case .tryAgain: await putOff(hint)
      }
    } catch  where error.code == .notFound {
      await settle(hint, lookAgain: nil)
    } catch {
      if Task.isCancelled { return }
      logger.error(
        "A scheduled start is put off",
        metadata: ["tenant": "\(tenant)", "reason": "\(error.message)"])
      await putOff(hint)
    }
  }

  /// Tries again later; the start stays due.
  private func putOff(_ hint: ScheduleHint) async {
    await settle(hint, lookAgain: clock.now.advanced(bySeconds: Self.retrySeconds))
  }

  private func settle(_ hint: ScheduleHint, lookAgain moment: Moment?) async {
    do {
      _ = try await data.operators.write { (writer) throws(StorageError) in
        try writer.settle(hint, lookAgain: moment)
      }
    } catch {
      if Task.isCancelled { return }
      logger.warning(
        "A schedule is looked at sooner than need be",
        metadata: ["tenant": "\(hint.tenant)", "reason": "\(error.message)"])
    }
  }

  /// When a tenant starts what is due at a moment.
  private func start(of tenant: TenantID, due: Moment) -> Moment {
    guard jitterSeconds > 0 else { return due }
    // The same for a tenant each time, and spread evenly over tenants, whose ids are random.
    let number = tenant.description.utf8.reduce(UInt64(0)) { ($0 &* 31) &+ UInt64($1) }
    return due.advanced(bySeconds: Int64(number % UInt64(jitterSeconds)))
  }
}

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
  /// Scheduled analyses and runs at work at once, in all tenants together.
  package static let maxAtWork = 4
  /// Up to so much later than due a tenant starts, each tenant by a time of its own, so that they do not
  /// all start in one second.
  package static let jitterSeconds: Int64 = 300
  /// A start that is later than jitter and this was missed: the service was down, or had no room.
  package static let graceSeconds: Int64 = 900
  /// How often due schedules are looked for.
  package static let interval: Duration = .seconds(1)
  /// When a start is tried again that could not be made because a run is at work, or storage failed.
  static let retrySeconds: Int64 = 60

  static let caller = Caller(tokenID: "", tokenName: "schedule", role: .admin)

  let data: DataFolder
  let engine: RunEngine
  let clock: WallClock
  let logger: Logger
  private let jitterSeconds: Int64
  private let interval: Duration
  private let tenantsAtWork = Mutex<Set<TenantID>>([])

  /// A scheduler over a data folder; nothing starts before `run()`.
  package init(
    _ data: DataFolder, engine: RunEngine, clock: WallClock, logger: Logger,
    jitterSeconds: Int64 = Scheduler.jitterSeconds, interval: Duration = Scheduler.interval
  ) {
    self.data = data
    self.engine = engine
    self.clock = clock
    self.logger = logger
    self.jitterSeconds = jitterSeconds
    self.interval = interval
  }

  /// How much later than due a start may be, in seconds.
  package var toleranceSeconds: Int64 { jitterSeconds + Self.graceSeconds }

  /// Works until the task is cancelled.
  package func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        for tenant in await tenantsToLookAt() {
          group.addTask {
            await self.start(in: tenant)
            self.tenantsAtWork.withLock { _ = $0.remove(tenant) }
          }
        }
        // A cancelled wait is over: the loop looks at the task itself.
        try? await Task.sleep(for: interval)
      }
    }
  }

  /// Sees to it that a tenant's schedule is looked at, whatever comes of the change that follows.
  package func expectChange(of tenant: TenantID) async throws(StorageError) {
    try await lookAt(tenant, at: clock.now)
  }

  /// A schedule was stored. If this fails it is looked at too early, which does no harm.
  package func noteChange(of tenant: TenantID, to schedule: StoredSchedule) async {
    await lookAgain(at: tenant, schedule.dueAt.map { start(of: tenant, due: $0) })
  }

  /// The tenants that are taken to work now: those that wait longest, as many as there is room for.
  private func tenantsToLookAt() async -> [TenantID] {
    let atWork = tenantsAtWork.withLock { $0 }
    let room = Self.maxAtWork - atWork.count
    guard room > 0 else { return [] }
    let now = clock.now
    do {
      let waiting = try await data.operators.read { (reader) throws(StorageError) in
        try reader.schedulesToLookAt(at: now, limit: Self.maxAtWork + atWork.count)
      }
      let taken = waiting.filter { !atWork.contains($0) }.prefix(room)
      tenantsAtWork.withLock { $0.formUnion(taken) }
      return Array(taken)
    } catch {
      if !Task.isCancelled {
        logger.error("Due schedules cannot be found", metadata: ["reason": "\(error.message)"])
      }
      return []
    }
  }

  /// Looks at a tenant and starts what is due there.
  private func start(in tenant: TenantID) async {
    do {
      let lease = try await data.tenants.lease(tenant)
      let known = try await lease.database.read { (reader) throws(StorageError) in
        (schedule: try reader.schedule(), calendar: try reader.policy()?.policy.calendar)
      }
      guard let schedule = known.schedule, let due = schedule.dueAt else {
        return await lookAgain(at: tenant, nil)
      }
      let time = start(of: tenant, due: due)
      guard time <= clock.now else { return await lookAgain(at: tenant, time) }
      let work = ScheduledWork(
        schedule, due: due, calendar: known.calendar ?? CleanupCalendar(), lease: lease,
        scheduler: self)
      switch try await work.perform() {
      case .due(let next): await lookAgain(at: tenant, next.map { start(of: tenant, due: $0) })
      case .tryAgain: await putOff(tenant)
      }
    } catch  where error.code == .notFound {
      await lookAgain(at: tenant, nil)
    } catch {
      if Task.isCancelled { return }
      logger.error(
        "A scheduled start is put off",
        metadata: ["tenant": "\(tenant)", "reason": "\(error.message)"])
      await putOff(tenant)
    }
  }

  /// Tries again later; the start stays due.
  private func putOff(_ tenant: TenantID) async {
    await lookAgain(at: tenant, clock.now.advanced(bySeconds: Self.retrySeconds))
  }

  private func lookAgain(at tenant: TenantID, _ moment: Moment?) async {
    do {
      try await lookAt(tenant, at: moment)
    } catch {
      if Task.isCancelled { return }
      logger.warning(
        "A schedule is looked at sooner than need be",
        metadata: ["tenant": "\(tenant)", "reason": "\(error.message)"])
    }
  }

  private func lookAt(_ tenant: TenantID, at moment: Moment?) async throws(StorageError) {
    _ = try await data.operators.write { (writer) throws(StorageError) in
      try writer.lookAtSchedule(of: tenant, at: moment)
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

internal import Cleanup
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import Jobs

/// A tenant with one user who is due, a schedule, and a scheduler at work.
func withScheduledTenant(
  _ schedule: Schedule,
  _ policy: Policy? = Policy(
    action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100)),
  _ body: (JobTenant, SetClock) async throws -> Void
) async throws {
  try await withJobTenant { tenant in
    try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
    if var policy {
      policy.safetyLimits.maxPercent = 100
      try await tenant.configure(policy)
    }
    let clock = SetClock(tenant.now)
    let engine = RunEngine(tenant.data, clock: clock.clock, logger: .quiet)
    let scheduler = Scheduler(
      tenant.data, engine: engine, clock: clock.clock, logger: .quiet, jitterSeconds: 0,
      interval: .milliseconds(2))
    try await scheduler.change(of: tenant.database.id) { () async throws(Refusal) in
      try await tenant.set(schedule)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await engine.run() }
      group.addTask { await scheduler.run() }
      try await body(tenant, clock)
      group.cancelAll()
    }
  }
}

extension JobTenant {
  /// Stores a schedule at the moment at which the tenant was made.
  func set(_ schedule: Schedule) async throws(Refusal) {
    _ = try await put(schedule, at: now)
  }

  /// Stores a schedule at a moment.
  func put(_ schedule: Schedule, at moment: Moment) async throws(Refusal) -> StoredSchedule {
    try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      try ScheduleKeeper.put(schedule, etag: "", by: Self.caller, at: moment, in: writer)
    }.value
  }

  /// The schedule as stored.
  func schedule() async throws -> StoredSchedule? {
    try await database.read { (reader) throws(StorageError) in try reader.schedule() }
  }

  /// What became of the start behind so many others.
  func nextStart(after count: Int = 0) async throws -> ScheduledStart {
    try await eventually("start \(count + 1) is settled") {
      try await starts().count > count
    }
    guard let last = try await schedule()?.last else { throw StorageError(.notFound, "no start") }
    return last
  }

  /// The events of the audit about settled starts.
  func starts() async throws -> [AuditEvent] {
    try await database.read { (reader) throws(StorageError) in
      try reader.auditEvents(limit: 100_000).items.reversed().map(\.event)
        .filter { $0.subject == "schedule" && $0.action != "schedule.set" }
    }
  }

  /// Who did what last, by the audit.
  func actors() async throws -> [String: String] {
    try await database.read { (reader) throws(StorageError) in
      let events = try reader.auditEvents(limit: 1000).items.map(\.event)
      return Dictionary(
        events.map { ($0.action, $0.caller?.tokenName ?? "") },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// The latest runs, the newest first.
  func log() async throws -> [Run] {
    try await database.read { (reader) throws(StorageError) in
      try reader.runs(after: nil, limit: 1000).items
    }
  }

  /// The tenants that a scheduler would look at.
  func hints(at moment: Moment) async throws -> [ScheduleHint] {
    try await data.operators.read { (reader) throws(StorageError) in
      try reader.schedulesToLookAt(at: moment, limit: 10)
    }
  }
}

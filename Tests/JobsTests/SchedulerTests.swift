internal import Cleanup
internal import Storage
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import Jobs

@Suite("Runs that start by themselves")
struct SchedulerTests {
  private let policy = Policy(action: .deactivate, inactiveAfterDays: 180)
  private let daily = Schedule(recurrence: .days(1, at: TimeOfDay(hour: 3, minute: 0)))

  @Test("A start that is due runs once, is logged like any other, and the next is due a day later")
  func runs() async throws {
    try await withScheduledTenant(daily) { tenant, clock in
      let due = try #require(try await tenant.schedule()?.dueAt)
      clock.set(due)
      let start = try await tenant.nextStart()
      #expect(start.result == .started)
      #expect(start.dueAt == due)
      #expect(try await tenant.schedule()?.dueAt == due.advanced(bySeconds: 86_400))
      try await eventually("the run ends") {
        try await tenant.log().first?.state == .completed
      }
      let runs = try await tenant.log()
      #expect(runs.map(\.id) == [start.runID])
      #expect(runs.first?.trigger == .schedule)
      #expect(runs.first?.counts.done == 1)
      #expect(try await tenant.details("ann")?.user.isActive == false)
      let actors = try await tenant.actors()
      for action in ["analysis.made", "run.started", "schedule.started", "user.deactivate"] {
        #expect(actors[action] == "schedule", "\(action)")
      }
    }
  }

  @Test("A refused start touches nobody, stands in the log, and says why")
  func refused() async throws {
    var policy = policy
    policy.safetyLimits.maxUsers = 0
    try await withScheduledTenant(daily, policy) { tenant, clock in
      clock.set(try #require(try await tenant.schedule()?.dueAt))
      let start = try await tenant.nextStart()
      #expect(start.result == .refused)
      #expect(start.reason == "SAFETY_LIMIT_EXCEEDED")
      let entry = try #require(try await tenant.log().first)
      #expect(entry.id == start.runID)
      #expect(entry.state == .refused)
      #expect(entry.refusal == start.message)
      #expect(try await tenant.details("ann")?.user.isActive == true)
    }
  }

  @Test(
    "A start that a broken listing holds is refused, and one behind a whole one runs")
  func held() async throws {
    try await withScheduledTenant(daily) { tenant, clock in
      let unknown = [ImportedUser(externalID: "id-ann", username: "ann", groups: ["members"])]
      try await tenant.importUsers(unknown)
      clock.set(try #require(try await tenant.schedule()?.dueAt))
      let start = try await tenant.nextStart()
      #expect(start.result == .refused)
      #expect(start.reason == "RUNS_HELD")
      let entry = try #require(try await tenant.log().first)
      #expect(entry.id == start.runID)
      #expect(entry.state == .refused && entry.refusal.contains("\"users\""))
      #expect(try await tenant.details("ann")?.user.isActive == true)
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      clock.set(try #require(try await tenant.schedule()?.dueAt))
      #expect(try await tenant.nextStart(after: 1).result == .started)
    }
  }

  @Test("A first start that only analyzes says what holds runs")
  func heldAnalysis() async throws {
    var schedule = daily
    schedule.firstOnlyAnalyzes = true
    try await withScheduledTenant(schedule) { tenant, clock in
      let unknown = [ImportedUser(externalID: "id-ann", username: "ann", groups: ["members"])]
      try await tenant.importUsers(unknown)
      clock.set(try #require(try await tenant.schedule()?.dueAt))
      let start = try await tenant.nextStart()
      #expect(start.result == .analyzed && start.message.contains("would be refused"))
    }
  }

  @Test("Without a policy a start is refused, and the schedule goes on")
  func noPolicy() async throws {
    try await withScheduledTenant(daily, nil) { tenant, clock in
      let due = try #require(try await tenant.schedule()?.dueAt)
      clock.set(due)
      #expect(try await tenant.nextStart().reason == "POLICY_NOT_CONFIGURED")
      #expect(try await tenant.schedule()?.dueAt == due.advanced(bySeconds: 86_400))
    }
  }

  @Test("The first start only analyzes when asked to, and the second runs")
  func analysisFirst() async throws {
    var schedule = daily
    schedule.firstOnlyAnalyzes = true
    try await withScheduledTenant(schedule) { tenant, clock in
      clock.set(try #require(try await tenant.schedule()?.dueAt))
      #expect(try await tenant.nextStart().result == .analyzed)
      #expect(try await tenant.log().isEmpty)
      clock.set(try #require(try await tenant.schedule()?.dueAt))
      #expect(try await tenant.nextStart(after: 1).result == .started)
    }
  }

  @Test("A start in a pause is dropped")
  func paused() async throws {
    var policy = policy
    policy.calendar.pauses = [DateRange(firstDate: "2026-01-01", lastDate: "2099-12-31")]
    try await withScheduledTenant(daily, policy) { tenant, clock in
      clock.set(try #require(try await tenant.schedule()?.dueAt))
      #expect(try await tenant.nextStart().result == .paused)
      #expect(try await tenant.log().isEmpty)
    }
  }

  @Test("Starts that were missed run once, late, or are dropped", arguments: [true, false])
  func missed(isDropped: Bool) async throws {
    var schedule = daily
    schedule.catchUp = isDropped ? .drop : .once
    try await withScheduledTenant(schedule) { tenant, clock in
      let due = try #require(try await tenant.schedule()?.dueAt)
      clock.set(due.advanced(bySeconds: 86_400 * 5 + 7200))
      #expect(try await tenant.nextStart().result == (isDropped ? .missed : .started))
      #expect(try await tenant.schedule()?.dueAt == due.advanced(bySeconds: 86_400 * 6))
      #expect(try await tenant.log().count == (isDropped ? 0 : 1))
    }
  }

  @Test("A start waits while another run is at work, and shows as overdue")
  func waits() async throws {
    try await withScheduledTenant(daily) { tenant, clock in
      _ = try await tenant.startRun(policy)
      let due = try #require(try await tenant.schedule()?.dueAt)
      clock.set(due)
      try await eventually("the start is put off") {
        let now = try await tenant.hints(at: due)
        let later = try await tenant.hints(at: due.advanced(bySeconds: 60))
        return now.isEmpty && !later.isEmpty
      }
      let stored = try #require(try await tenant.schedule())
      #expect(stored.dueAt == due)
      #expect(!stored.isOverdue(at: due.advanced(bySeconds: 900), tolerance: 900))
      #expect(stored.isOverdue(at: due.advanced(bySeconds: 901), tolerance: 900))
    }
  }

  @Test("A look at a schedule that ends late does not undo what was set meanwhile")
  func lateLook() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      try await tenant.configure(policy)
      let clock = SetClock(tenant.now)
      let engine = RunEngine(tenant.data, clock: clock.clock, logger: .quiet)
      let slow = Scheduler(
        tenant.data, engine: engine, clock: clock.clock, logger: .quiet, jitterSeconds: 0,
        interval: .seconds(3600))
      let yearly = Schedule(recurrence: .days(365, at: TimeOfDay(hour: 3, minute: 0)))
      try await slow.change(of: tenant.database.id) { () async throws(Refusal) in
        try await tenant.set(yearly)
      }
      // Its first look at the clock finds the tenant; the second comes behind the read of the schedule.
      let held = clock.holdRead(2)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await slow.run() }
        await held.wait()
        try await slow.change(of: tenant.database.id) { () async throws(Refusal) in
          try await tenant.set(daily)
        }
        let version = tenant.data.operators.version
        held.release()
        try await eventually("the look is over") { tenant.data.operators.version != version }
        let quick = Scheduler(
          tenant.data, engine: engine, clock: clock.clock, logger: .quiet, jitterSeconds: 0,
          interval: .milliseconds(2))
        group.addTask { await engine.run() }
        group.addTask { await quick.run() }
        clock.set(try #require(try await tenant.schedule()?.dueAt))
        try await eventually("the new schedule starts", within: .seconds(5)) {
          try await tenant.schedule()?.last != nil
        }
        group.cancelAll()
      }
    }
  }

  @Test("Nobody looks at a schedule while it is changed, and somebody does right behind")
  func lookBehindChange() async throws {
    try await withJobTenant { tenant in
      let clock = SetClock(tenant.now)
      let scheduler = Scheduler(
        tenant.data, engine: RunEngine(tenant.data, clock: clock.clock, logger: .quiet),
        clock: clock.clock, logger: .quiet, jitterSeconds: 0, interval: .milliseconds(2))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await scheduler.run() }
        let seen = Mutex<[ScheduleHint]>([])
        try await scheduler.change(of: tenant.database.id) { () async throws(Refusal) in
          // By then the scheduler has looked for work many times.
          let held = clock.holdRead(20)
          await held.wait()
          held.release()
          let hints = (try? await tenant.hints(at: tenant.now)) ?? []
          seen.withLock { $0 = hints }
          try await tenant.set(daily)
        }
        #expect(seen.withLock { $0.map(\.tenant) } == [tenant.database.id])
        let due = try #require(try await tenant.schedule()?.dueAt)
        try await eventually("the hint is that of the new schedule") {
          try await tenant.hints(at: due).map(\.lookAt) == [due]
        }
        group.cancelAll()
      }
    }
  }

  @Test("A hint that was taken to work settles nothing that was asked for since")
  func hints() async throws {
    try await withJobTenant { tenant in
      let (id, operators, now) = (tenant.database.id, tenant.data.operators, tenant.now)
      let ask = { () async throws(StorageError) -> ScheduleHint? in
        _ = try await operators.write { (writer) throws(StorageError) in
          try writer.expectScheduleChange(of: id, at: now)
        }
        return try await operators.read { (reader) throws(StorageError) in
          try reader.schedulesToLookAt(at: now, limit: 1).first
        }
      }
      let old = try #require(try await ask())
      let new = try #require(try await ask())
      #expect(old != new)
      for later in [nil, now.advanced(bySeconds: 60)] {
        _ = try await operators.write { (writer) throws(StorageError) in
          try writer.settle(old, lookAgain: later)
        }
        #expect(try await tenant.hints(at: now) == [new])
      }
      _ = try await operators.write { (writer) throws(StorageError) in
        try writer.settle(new, lookAgain: nil)
      }
      #expect(try await tenant.hints(at: now.advanced(bySeconds: 3600)).isEmpty)
    }
  }

  @Test("A year of a schedule starts each time once, through changes of clocks and restarts")
  func year() async throws {
    var schedule = daily
    schedule.timeZone = "Europe/Oslo"
    try await withScheduledTenant(schedule) { tenant, clock in
      let first = try #require(try await tenant.schedule()?.dueAt)
      let expected = try #require(
        ScheduleTimes(schedule, beginning: first)?
          .next(365, after: Moment(microseconds: first.microseconds - 1)))
      for (index, due) in expected.enumerated() {
        clock.set(due)
        #expect(try await tenant.nextStart(after: index).dueAt == due)
      }
      let starts = try await tenant.starts()
      #expect(starts.count == expected.count)
    }
  }
}

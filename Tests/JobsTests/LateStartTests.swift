internal import Cleanup
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import Jobs

@Suite("Starts that cannot be made when they are due")
struct LateStartTests {
  private let policy = Policy(
    action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100))
  private let daily = Schedule(recurrence: .days(1, at: TimeOfDay(hour: 3, minute: 0)))
  private let day: Int64 = 86_400

  @Test("A start that comes late does not start inside a pause, and the next one behind it does")
  func lateInPause() async throws {
    try await withScheduledTenant(daily, policy) { tenant, clock in
      let due = try #require(try await tenant.schedule()?.dueAt)
      // The pause begins at the midnight behind the start, which is made an hour later.
      try await pause(tenant, from: due.advanced(bySeconds: day), days: 2)
      clock.set(due.advanced(bySeconds: 22 * 3600))
      let late = try await tenant.nextStart()
      #expect(late.result == .paused && late.dueAt == due)
      #expect(try await tenant.log().isEmpty)
      #expect(try await tenant.details("ann")?.user.isActive == true)
      clock.set(due.advanced(bySeconds: 3 * day))
      try await eventually("a start behind the pause") {
        try await tenant.schedule()?.last?.result == .started
      }
      #expect(try await tenant.schedule()?.last?.dueAt == due.advanced(bySeconds: 3 * day))
    }
  }

  @Test("What was missed behind a pause is caught up once, or dropped", arguments: [true, false])
  func missedBehindPause(isDropped: Bool) async throws {
    var schedule = daily
    schedule.catchUp = isDropped ? .drop : .once
    try await withScheduledTenant(schedule, policy) { tenant, clock in
      let due = try #require(try await tenant.schedule()?.dueAt)
      try await pause(tenant, from: due, days: 2)
      // Nobody looked before an hour ahead of the second start behind the pause.
      clock.set(due.advanced(bySeconds: 4 * day - 3600))
      _ = try await tenant.nextStart(after: 1)
      let actions = try await tenant.starts().map(\.action)
      #expect(actions == ["schedule.paused", isDropped ? "schedule.missed" : "schedule.started"])
      let stored = try #require(try await tenant.schedule())
      #expect(stored.last?.dueAt == due.advanced(bySeconds: 2 * day))
      #expect(stored.dueAt == due.advanced(bySeconds: 4 * day))
    }
  }

  @Test("A pause that is taken away while it lasts holds no further start")
  func pauseTakenAway() async throws {
    try await withScheduledTenant(daily, policy) { tenant, clock in
      let due = try #require(try await tenant.schedule()?.dueAt)
      try await pause(tenant, from: due, days: 30)
      clock.set(due)
      #expect(try await tenant.nextStart().result == .paused)
      try await tenant.configure(policy)
      clock.set(due.advanced(bySeconds: day))
      #expect(try await tenant.nextStart(after: 1).result == .started)
    }
  }

  @Test("A schedule that is saved around a due start keeps it, unless it is off or begins later")
  func savedAroundStart() async throws {
    try await withJobTenant { tenant in
      let due = try #require(try await tenant.put(daily, at: tenant.now).dueAt)
      let before = Moment(microseconds: due.microseconds - 1)
      #expect(try await tenant.put(daily, at: before).dueAt == due)
      let late = due.advanced(bySeconds: 60)
      var changed = daily
      changed.catchUp = .drop
      #expect(try await tenant.put(changed, at: late).dueAt == due)
      // Saved once more, it is still the same start.
      #expect(try await tenant.put(daily, at: late).dueAt == due)
      changed.startTime = due.advanced(bySeconds: 3 * day)
      #expect(try await tenant.put(changed, at: late).dueAt == changed.startTime)
      _ = try await tenant.put(daily, at: due.advanced(bySeconds: -day))
      changed.startTime = nil
      changed.isOn = false
      #expect(try await tenant.put(changed, at: late).dueAt == nil)
      #expect(try await tenant.put(daily, at: late).dueAt == due.advanced(bySeconds: day))
    }
  }

  @Test("A policy that is saved while the scheduled analysis is made puts the start off")
  func policyChanges() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      try await tenant.configure(policy)
      let clock = SetClock(tenant.now)
      let engine = RunEngine(tenant.data, clock: clock.clock, logger: .quiet)
      let scheduler = { (interval: Duration) in
        Scheduler(
          tenant.data, engine: engine, clock: clock.clock, logger: .quiet, jitterSeconds: 0,
          interval: interval)
      }
      let (slow, quick) = (scheduler(.seconds(3600)), scheduler(.milliseconds(2)))
      try await slow.change(of: tenant.database.id) { () async throws(Refusal) in
        try await tenant.set(daily)
      }
      let due = try #require(try await tenant.schedule()?.dueAt)
      clock.set(due)
      // The look for hints, two at the start, two of the analysis, and the one behind it.
      let held = clock.holdRead(6)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await slow.run() }
        await held.wait()
        try await tenant.configure(policy)
        held.release()
        try await eventually("the start is put off", within: .seconds(10)) {
          let now = try await tenant.hints(at: due)
          let later = try await tenant.hints(at: due.advanced(bySeconds: 60))
          return now.isEmpty && !later.isEmpty
        }
        let stored = try #require(try await tenant.schedule())
        #expect(stored.dueAt == due && stored.last == nil)
        clock.set(due.advanced(bySeconds: 60))
        group.addTask { await engine.run() }
        group.addTask { await quick.run() }
        let start = try await tenant.nextStart()
        #expect(start.result == .started && start.dueAt == due)
        group.cancelAll()
      }
    }
  }

  /// Has the tenant pause for some days from that of a moment, in UTC.
  private func pause(_ tenant: JobTenant, from moment: Moment, days: Int) async throws {
    let first = CivilDay(of: moment)
    let last = CivilDay(daysSince1970: first.daysSince1970 + days - 1)
    var policy = policy
    policy.calendar.pauses = [DateRange(firstDate: "\(first)", lastDate: "\(last)")]
    try await tenant.configure(policy)
  }
}

internal import Cleanup
internal import Foundation
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

  @Test("Runs that cannot end do not keep the places of the other tenants' runs")
  func standstill() async throws {
    try await withJobTenant { tenant in
      let clock = SetClock(tenant.now)
      let engine = RunEngine(tenant.data, clock: clock.clock, logger: .quiet)
      let scheduler = Scheduler(
        tenant.data, engine: engine, clock: clock.clock, logger: .quiet, jitterSeconds: 0,
        interval: .milliseconds(2), patience: .milliseconds(200))
      var stuck: [JobTenant] = []
      for number in 0..<Scheduler.maxAtWork {
        let other = try await tenant.another("stuck-\(number)")
        // A file where the folder of the logs should be.
        try FileManager.default.removeItem(atPath: other.database.files.logs)
        try Data().write(to: URL(filePath: other.database.files.logs))
        stuck.append(other)
      }
      let early = Schedule(recurrence: .days(1, at: TimeOfDay(hour: 2, minute: 0)))
      for other in stuck + [tenant] {
        try await other.importUsers([other.user("ann", daysAgo: 400)])
        try await other.configure(policy)
        let schedule = other.database.id == tenant.database.id ? daily : early
        try await scheduler.change(of: other.database.id) { () async throws(Refusal) in
          try await other.set(schedule)
        }
      }
      clock.set(try #require(try await tenant.schedule()?.dueAt))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await engine.run() }
        group.addTask { await scheduler.run() }
        try await eventually("the healthy tenant's run ends", within: .seconds(20)) {
          try await tenant.log().first?.state == .completed
        }
        for other in stuck {
          try await eventually("a run that cannot end is at work", within: .seconds(20)) {
            try await other.log().map(\.state) == [.running]
          }
        }
        group.cancelAll()
      }
    }
  }

  @Test("A run that makes steps is waited for, however long it takes; one that stands still is not")
  func patience() async throws {
    let patience = Patience(.seconds(1))
    let (steps, working) = AsyncStream<Void>.makeStream()
    async let isOver = patience.outlasts(steps)
    let end = ContinuousClock.now.advanced(by: .milliseconds(2200))
    try await eventually("the run has made steps for longer than the patience lasts") {
      working.yield()
      return .now >= end
    }
    working.finish()
    #expect(await isOver)
    let (nothing, silent) = AsyncStream<Void>.makeStream()
    #expect(await !Patience(.milliseconds(10)).outlasts(nothing))
    silent.finish()
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

extension JobTenant {
  /// Another tenant in the same data folder.
  fileprivate func another(_ name: String) async throws -> JobTenant {
    let made = try await data.tenants.create(named: name, displayName: "", at: now) {
      (writer) throws(StorageError) in
      _ = try writer.putDirectory(named: "users", kind: .embedded, at: now)
    } record: { (_, tenant) throws(StorageError) in
      tenant
    }
    return JobTenant(
      folder: folder, data: data, lease: try await data.tenants.lease(made.value.id), now: now)
  }
}

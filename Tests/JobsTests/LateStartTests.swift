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

  /// Has the tenant pause for some days from that of a moment, in UTC.
  private func pause(_ tenant: JobTenant, from moment: Moment, days: Int) async throws {
    let first = CivilDay(of: moment)
    let last = CivilDay(daysSince1970: first.daysSince1970 + days - 1)
    var policy = policy
    policy.calendar.pauses = [DateRange(firstDate: "\(first)", lastDate: "\(last)")]
    try await tenant.configure(policy)
  }
}

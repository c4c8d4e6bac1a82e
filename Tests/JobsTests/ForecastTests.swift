internal import Cleanup
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Forecasting")
struct ForecastTests {
  @Test("The curve and the days are what analyses of their own would count, over random tenants")
  func equalsAnalyses() async throws {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<3 {
      let policy = Policy(
        action: .removeFromGroup("members"),
        inactiveAfterDays: Int.random(in: 20...400, using: &generator),
        exceptions: PolicyExceptions(groups: ["moderators"]))
      let users = (0..<Int.random(in: 50...150, using: &generator)).map { index in
        (
          name: "user\(index)", days: Int64.random(in: 0...500, using: &generator),
          groups: ["members", "staff", "moderators"].filter { _ in
            Bool.random(using: &generator)
          }
        )
      }
      try await withJobTenant { tenant in
        try await tenant.importUsers(
          users.map { tenant.user($0.name, daysAgo: $0.days, groups: $0.groups) },
          groups: [
            ImportedGroup(name: "staff", parent: "members"), ImportedGroup(name: "moderators"),
          ])
        try await tenant.configure(policy)
        let forecast = try await tenant.forecast(days: 60, mostUsers: 1000)
        try await expectCurve(of: forecast, policy, tenant)
        try await expectDays(of: forecast, policy, tenant)
      }
    }
  }

  @Test("Whoever was cleaned by two runs and was back is shown with the sparing threshold")
  func flapping() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([
        tenant.user("back", daysAgo: 200), tenant.user("gone", daysAgo: 400),
      ])
      let policy = Policy(
        action: .deactivate, inactiveAfterDays: 180, graceAfterReactivationDays: 0)
      for _ in 0..<2 {
        _ = try await tenant.finish(try await tenant.startRun(policy), isResumed: false)
        #expect(try await tenant.forecast(days: 1, mostUsers: 10).flapping.isEmpty)
        try await tenant.bringBack("back")
      }
      let forecast = try await tenant.forecast(days: 1, mostUsers: 10)
      #expect(forecast.flappingCount == 1)
      let user = try #require(forecast.flapping.first)
      #expect(user.username == "back")
      #expect(user.returns == 2)
      #expect(user.lastReturn == tenant.now)
      #expect(user.sparingDays == 201)
    }
  }

  @Test("Without a policy there is nothing to look ahead by")
  func noPolicy() async throws {
    try await withJobTenant { tenant in
      let refusal = await #expect(throws: Refusal.self) {
        try await tenant.forecast(days: 1, mostUsers: 1)
      }
      #expect(refusal?.reason == .policyNotConfigured)
    }
  }

  private func expectCurve(
    of forecast: Forecast, _ policy: Policy, _ tenant: JobTenant
  ) async throws {
    #expect(forecast.curve.count >= Forecast.thresholds.count)
    for point in forecast.curve {
      var other = policy
      other.inactiveAfterDays = point.inactiveAfterDays
      try await tenant.configure(other)
      let tally = try await tenant.analyze().tally
      #expect(point.candidates == tally.candidates)
      #expect(point.freedSeats == tally.actionable)
    }
    try await tenant.configure(policy)
  }

  private func expectDays(
    of forecast: Forecast, _ policy: Policy, _ tenant: JobTenant
  ) async throws {
    let dueAtEnds = try await tenant.database.read { (reader) throws(StorageError) in
      try forecast.days.map { (day) throws(StorageError) in
        let start = Moment(rfc3339: day.date + "T00:00:00Z") ?? .latest
        let end = Moment(microseconds: start.microseconds + 86_400_000_000 - 1)
        let evaluator = try Evaluator(policy, at: end, graph: reader.groupGraph(), in: reader)
        var due = 0
        try reader.forEachUser { (facts) throws(StorageError) in
          if evaluator.verdict(of: facts).reason.isCandidate { due += 1 }
        }
        return due
      }
    }
    var due = forecast.dueNow
    for (day, expected) in zip(forecast.days, dueAtEnds) {
      due += day.users
      #expect(due == expected, "\(day.date)")
    }
    #expect(forecast.users.count == due - forecast.dueNow)
    #expect(forecast.users.map(\.date) == forecast.users.map(\.date).sorted())
  }
}

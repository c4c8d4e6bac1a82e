internal import Cleanup
internal import Messages
internal import TestSupport
internal import Testing

@Suite("Observed logins over the wire", .timeLimit(.minutes(1)))
struct ObservationTests {
  private let policy = Policy(
    action: .deactivate, inactiveAfterDays: 60, safetyLimits: SafetyLimits(maxPercent: 100))

  private func put(
    _ tenant: TestTenant, _ source: ActivitySource?
  ) async throws -> DirectorySettings {
    try await tenant.call(
      Methods.Directories.putDirectory,
      .with {
        $0.name = "users"
        $0.activitySource = source
      })
  }

  private func report(_ tenant: TestTenant, _ name: String) async throws {
    let login = LoginReport(proof: .vouched(VouchedLogin(user: UserRef(username: name))))
    _ = try await tenant.call(Methods.Logins.reportLogin, login)
  }

  private func explain(_ tenant: TestTenant, _ name: String) async throws -> Explanation {
    try await tenant.call(
      Methods.Cleanup.explainUser, .with { $0.user = UserRef(username: name) })
  }

  @Test("A directory goes from silent over observing to mature, and every answer says so")
  func states() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.configure(policy)
      // Nobody is said to have logged in, or everybody to have never: neither means anything.
      try await tenant.importUsers([
        ImportedUser(externalID: "1", username: "ann"),
        ImportedUser(externalID: "2", username: "bob", lastLogin: .never),
      ])
      let put = try await put(tenant, .observed)
      #expect(put.activitySource == .observed && put.observation?.state == .silent)
      #expect(!put.capabilities.reportActivity)
      try await expect(tenant, .silent)
      for day in 0..<12 {
        try await report(tenant, "ann")
        try await expect(tenant, .observing)
        #expect(try await tenant.analyze().analysis.tally.candidates == 0, "\(day)")
        service.clock.advance(bySeconds: 5 * 86_400)
      }
      let before = try await explain(tenant, "bob")
      #expect(before.verdict.reason == .activityUnknown)
      try await report(tenant, "ann")
      try await expect(tenant, .mature)
      let after = try await explain(tenant, "bob")
      #expect(after.verdict.reason == .inactive)
      #expect(after.verdict.factTime == after.observation?.baseline)
      #expect(after.verdict.rule == "users")
      let run = try await tenant.run(tenant.analyze())
      #expect(run.counts.done == 1)
      #expect(try await tenant.user("bob").user.isActive == false)
      #expect(try await tenant.user("ann").user.isActive)
      try await report(tenant, "bob")
      #expect(try await tenant.user("bob").user.isActive, "a login wakes as ever")
    }
  }

  @Test("What is not said of the source stays, and taking it back ends observation")
  func source() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      #expect(try await put(tenant, nil).activitySource == .reported)
      #expect(try await put(tenant, .observed).activitySource == .observed)
      #expect(try await put(tenant, nil).activitySource == .observed)
      let back = try await put(tenant, .reported)
      #expect(back.activitySource == .reported && back.observation == nil)
      #expect(back.capabilities.reportActivity)
    }
  }

  @Test("A policy that counts no login is warned of where logins are observed")
  func uncountedLogins() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let configure = { (signals: Set<ActivityKind>) in
        var policy = policy
        policy.countedSignals = signals
        let mask: [PolicyField] = [.countedSignals]
        return try await tenant.call(
          Methods.Cleanup.configure, ConfigureRequest(policy: policy, updateMask: mask)
        ).warnings.map(\.field)
      }
      try await tenant.configure(policy)
      #expect(try await configure([.imported]) == [])
      _ = try await put(tenant, .observed)
      #expect(try await configure([.imported]) == ["counted_signals"])
      #expect(try await configure([.imported, .session]) == [])
      #expect(try await configure([]) == [])
    }
  }

  /// Expects every answer to say how well logins are known.
  private func expect(_ tenant: TestTenant, _ state: Observation.State) async throws {
    let directory = try await tenant.call(
      Methods.Directories.getDirectory, .with { $0.name = "users" })
    let observation = try #require(directory.observation)
    #expect(observation.state == state)
    let report = try await tenant.analyze()
    #expect(report.analysis.tally.observations == [observation])
    #expect(try await explain(tenant, "ann").observation == observation)
    let forecast = try await tenant.call(Methods.Cleanup.forecast, ForecastRequest())
    #expect(forecast.observations == [observation])
    let schedule = try await tenant.call(
      Methods.Cleanup.schedule,
      ScheduleRequest(Schedule(recurrence: .days(1, at: TimeOfDay(hour: 3, minute: 0)))))
    #expect(schedule.observations == [observation])
  }
}

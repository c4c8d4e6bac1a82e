internal import Cleanup
internal import Messages
internal import RPC
internal import TestSupport
internal import Testing

@Suite("Held runs over the wire", .timeLimit(.minutes(1)))
struct HeldRunTests {
  private let policy = Policy(action: .deactivate, inactiveAfterDays: 90)

  private func users(_ service: RunningService, _ count: Int) -> [ImportedUser] {
    (0..<count).map {
      SampleUsers(now: service.clock.now).user("user\($0)", daysAgo: $0 % 10 == 0 ? 365 : 1)
    }
  }

  private func release(
    _ tenant: TestTenant, directory: String = "", reason: String = "they left", etag: String = "",
    requestID: String = ""
  ) async throws -> [HeldListing] {
    try await tenant.call(
      Methods.Cleanup.releaseHeldRun,
      .with {
        $0.directory = directory
        $0.reason = reason
        $0.etag = etag
        $0.requestID = requestID
      }
    ).released
  }

  @Test(
    "A listing that shrank holds runs, through a restart, until it is released")
  func everywhere() async throws {
    let folder = try TemporaryFolder()
    var token = ""
    try await withService(folder) { service in
      let tenant = try await service.tenant()
      token = tenant.token
      try await tenant.configure(policy)
      try await tenant.importUsers(users(service, 1000))
      let good = try await tenant.analyze()
      #expect(good.held.isEmpty)
      let summary = try await tenant.importUsers(users(service, 600))
      #expect(summary.held?.check.accepted.users == 1000)
      await expectRefusal(.runsHeld, .failedPrecondition) { try await tenant.run(good) }
      await expectRefusal(.runsHeld) { try await tenant.run(good, override: "I want to") }
    }
    try await withService(folder) { service in
      let tenant = TestTenant(service: service, name: "acme", token: token)
      let report = try await tenant.analyze()
      #expect(report.analysis.tally.candidates == 60)
      #expect(report.held.map(\.directory) == ["users"])
      await expectRefusal(.runsHeld) { try await tenant.run(report) }
      let listed = try await tenant.call(
        Methods.Directories.listDirectories, ListDirectoriesRequest())
      #expect(listed.directories.map(\.held) == report.held)
      let shown = try await service.call(
        Methods.Tenants.getTenant, .with { $0.name = "acme" }, token: service.fleetToken,
        tenant: nil)
      #expect(shown.held == report.held)
      _ = try await tenant.call(
        Methods.Cleanup.schedule,
        ScheduleRequest(Schedule(recurrence: .days(1, at: TimeOfDay(hour: 3, minute: 0)))))
      let schedule = try await tenant.call(Methods.Cleanup.getSchedule, GetScheduleRequest())
      #expect(schedule.held == report.held)
      #expect(try await release(tenant) == report.held)
      #expect(try await tenant.run(tenant.analyze()).counts.done == 60)
    }
  }

  @Test(
    "A release takes the role admin, a reason, and the listing that was seen"
  )
  func rules() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers(users(service, 100))
      await expectRefusal(.runsNotHeld, .failedPrecondition) { try await release(tenant) }
      let held = try #require(try await tenant.importUsers(users(service, 10)).held)
      let viewer = try await tenant.with(.operator)
      await expectRefusal(.permissionDenied) { try await release(viewer) }
      await expectRefusal(.invalidRequest, fields: ["reason", "directory"]) {
        try await release(tenant, reason: "", etag: held.etag)
      }
      await expectRefusal(.invalidRequest, fields: ["reason"]) {
        try await release(tenant, reason: String(repeating: "x", count: 501))
      }
      await expectRefusal(.directoryNotFound) { try await release(tenant, directory: "more") }
      let newer = try #require(try await tenant.importUsers(users(service, 11)).held)
      await expectRefusal(.staleETag) {
        try await release(tenant, directory: "users", etag: held.etag)
      }
      let released = try await release(
        tenant, directory: "users", etag: newer.etag, requestID: "once")
      #expect(released == [newer])
      _ = try await tenant.importUsers(users(service, 1))
      #expect(
        try await release(tenant, directory: "users", etag: newer.etag, requestID: "once")
          == [newer])
      let report = try await service.call(
        Methods.Directories.getDirectory, .with { $0.name = "users" }, token: tenant.token,
        tenant: tenant.name)
      #expect(report.held?.check.accepted.users == 11, "the repeat let nothing go")
    }
  }

  @Test("A whole listing lets runs go by itself, and the answer says so; a repeated import is one")
  func heals() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      try await tenant.importUsers(users(service, 100))
      let held = try await tenant.importUsers(users(service, 10), requestID: "a").held
      #expect(held != nil)
      #expect(try await tenant.importUsers(users(service, 10), requestID: "a").held == held)
      let healed = try await tenant.importUsers(users(service, 90))
      #expect(healed.held == nil && healed.released == held)
      await expectRefusal(.runsNotHeld) { try await release(tenant) }
    }
  }
}

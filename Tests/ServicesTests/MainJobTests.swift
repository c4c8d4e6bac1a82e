internal import Cleanup
internal import Messages
internal import RPC
internal import Testing

@Suite("The main job over real gRPC")
struct MainJobTests {
  @Test("Import, configure, analyze, run and read the log")
  func mainJob() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let users = SampleUsers(now: service.clock.now)
      let summary = try await tenant.importUsers(users.mostlyDormant(40))
      #expect(summary.added == 40)
      try await tenant.configure(
        Policy(action: .removeFromGroup("members"), inactiveAfterDays: 180))
      let report = try await tenant.analyze()
      #expect(report.analysis.tally.candidates == 30)
      #expect(!report.safety.isAllowed)
      await expectRefusal(.safetyLimitExceeded, .failedPrecondition) {
        try await tenant.run(report)
      }
      let run = try await tenant.run(report, override: "first clean-up")
      #expect(run.state == .completed)
      #expect(run.counts.done == 30)
      let log = try await tenant.call(Methods.Cleanup.listLogs, ListLogsRequest())
      #expect(log.runs.map(\.id) == [run.id])
      let outcomes = try await tenant.call(
        Methods.Cleanup.listOutcomes, .with { $0.pageSize = 1000 })
      #expect(outcomes.outcomes.count == 30)
      #expect(outcomes.outcomes.allSatisfy { $0.result == .done })
      #expect(Set(outcomes.outcomes.map(\.username)).count == 30)
      #expect(try await tenant.user("user1").memberships.isEmpty)
      #expect(try await tenant.user("user0").memberships.map(\.group) == ["members"])
    }
  }

  @Test("A second analysis after the run has no candidates, and the recently cleaned still count")
  func nothingIsDoneTwice() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let users = SampleUsers(now: service.clock.now)
      try await tenant.importUsers(users.mostlyDormant(40))
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      _ = try await tenant.run(try await tenant.analyze(), override: "first clean-up")
      let again = try await tenant.analyze()
      #expect(again.analysis.tally.candidates == 0)
      #expect(again.safety.recentlyCleaned == 30)
      #expect(again.safety.counted == 30)
      #expect(again.safety.lookedAt == 40)
    }
  }
}

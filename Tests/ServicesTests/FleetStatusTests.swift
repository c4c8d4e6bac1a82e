internal import Cleanup
internal import Messages
internal import Testing

@Suite("How the fleet stands")
struct FleetStatusTests {
  @Test("A start that was missed is overdue, and only such tenants are told of when asked so")
  func overdue() async throws {
    try await withService { service in
      let late = try await service.tenant("late")
      let off = try await service.tenant("off")
      _ = try await service.tenant("bare")
      let daily = Schedule(recurrence: .days(1, at: TimeOfDay(hour: 3, minute: 30)))
      _ = try await late.call(Methods.Cleanup.schedule, ScheduleRequest(daily))
      var paused = daily
      paused.isOn = false
      _ = try await off.call(Methods.Cleanup.schedule, ScheduleRequest(paused))
      _ = try await off.call(
        Methods.Cleanup.configure,
        ConfigureRequest(policy: Policy(action: .deactivate, inactiveAfterDays: 9)))

      let before = try await lines(service)
      #expect(before.map(\.tenant.name) == ["bare", "late", "off"])
      #expect(before.map(\.isOverdue) == [false, false, false])
      #expect(before[1].isScheduleOn && before[1].nextCleanup != nil && before[1].policy == nil)
      #expect(!before[2].isScheduleOn && before[2].nextCleanup == nil)
      #expect(
        before[2].policy
          == FleetPolicy(action: .deactivate, inactiveAfterDays: 9, revision: 1))
      #expect(try await lines(service) { $0.onlyOverdue = true }.isEmpty)

      // Nobody starts anything here, so that the start of the night is missed.
      service.clock.advance(bySeconds: 2 * 86_400)
      #expect(try await lines(service) { $0.onlyOverdue = true }.map(\.tenant.name) == ["late"])
      #expect(try await lines(service) { $0.onlyFailed = true }.isEmpty)
      #expect(try await lines(service) { $0.namePrefix = "o" }.map(\.tenant.name) == ["off"])
      #expect(try await lines(service) { $0.namePrefix = "late-" }.isEmpty)
    }
  }

  @Test("Tenants beyond one page of names come in their order, each once")
  func pages() async throws {
    try await withService { service in
      let names = (0..<205).map { "t-\(1000 + $0)" }
      for name in names.shuffled() {
        _ = try await service.call(
          Methods.Tenants.createTenant, .with { $0.name = name }, token: service.fleetToken,
          tenant: nil)
      }
      #expect(try await lines(service).map(\.tenant.name) == names)
    }
  }

  private func lines(
    _ service: RunningService, _ set: (inout FleetStatusRequest) -> Void = { _ in }
  ) async throws -> [FleetLine] {
    try await service.stream(
      Methods.Tenants.fleetStatus, .with(set), token: service.fleetToken, tenant: nil)
  }
}

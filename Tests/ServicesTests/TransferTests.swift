internal import Cleanup
internal import Identity
internal import Messages
internal import RPC
internal import Testing

@testable internal import Services

@Suite("Backups and restores through the service")
struct TransferTests {
  @Test("So many are under way at once and no more; a place is free when its call is over")
  func places() throws {
    let places = TransferPlaces()
    var taken = try (0..<TransferPlaces.maxTransfers).map { _ in try places.take() }
    #expect(throws: Refusal.self) { try places.take() }
    taken.removeLast()
    taken.append(try places.take())
    #expect(throws: Refusal.self) { try places.take() }
  }

  @Test("Steps out of order are refused, and make no tenant")
  func order() async throws {
    try await withService { service in
      let begin = RestoreStep.begin(.with { $0.name = "new" })
      let end = RestoreStep.finish(.with { $0.sha256 = StreamHash().value })
      for steps in [
        [], [end], [begin], [begin, begin], [begin, end], [begin, end, end],
        [begin, .chunk([1, 2, 3]), end],
      ] {
        await expectRefusal(.backupRejected, .invalidArgument) {
          try await service.send(
            Methods.Tenants.restoreTenant, steps, token: service.fleetToken, tenant: nil)
        }
      }
      await expectRefusal(.invalidRequest, fields: ["chunk"]) {
        try await service.send(
          Methods.Tenants.restoreTenant, [begin, .chunk([])], token: service.fleetToken,
          tenant: nil)
      }
      await expectRefusal(.invalidRequest, fields: ["name"]) {
        try await service.send(
          Methods.Tenants.restoreTenant, [.begin(.with { $0.name = "No" })],
          token: service.fleetToken, tenant: nil)
      }
      let lines = try await service.stream(
        Methods.Tenants.fleetStatus, FleetStatusRequest(), token: service.fleetToken, tenant: nil)
      #expect(lines.isEmpty)
    }
  }

  @Test("A tenant's own tokens let nobody copy, replace or look at the fleet")
  func roles() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      await expectRefusal(.permissionDenied) {
        try await service.stream(
          Methods.Tenants.backupTenant, .with { $0.name = "acme" }, token: tenant.token,
          tenant: nil)
      }
      await expectRefusal(.permissionDenied) {
        try await service.send(
          Methods.Tenants.restoreTenant, [.begin(.with { $0.name = "acme" })],
          token: tenant.token, tenant: nil)
      }
      await expectRefusal(.permissionDenied) {
        try await service.stream(
          Methods.Tenants.fleetStatus, FleetStatusRequest(), token: tenant.token, tenant: nil)
      }
    }
  }
}

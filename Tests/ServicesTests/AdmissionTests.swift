internal import Cleanup
internal import Messages
internal import RPC
internal import Testing

@Suite("Callers who are known again")
struct AdmissionTests {
  @Test("A call is let in again and again, and refused from the revocation on")
  func revocation() async throws {
    try await withService { service in
      let admin = try await Self.tenant(service)
      let viewer = try await admin.with(.viewer)
      for _ in 0..<3 { #expect(try await viewer.user("ann").user.username == "ann") }
      let tokens = try await admin.call(Methods.Tenants.listTokens, ListTokensRequest())
      let id = try #require(tokens.tokens.first { $0.name == "viewer" }?.id)
      _ = try await admin.call(Methods.Tenants.revokeToken, .with { $0.id = id })
      await expectRefusal(.unauthenticated) { try await viewer.user("ann") }
    }
  }

  @Test("A token that ends is refused from that moment on, though nothing was written")
  func expiry() async throws {
    try await withService { service in
      let admin = try await Self.tenant(service)
      let issued = try await admin.call(
        Methods.Tenants.issueToken,
        .with {
          $0.name = "short"
          $0.role = .viewer
          $0.expiresAt = service.clock.now.advanced(bySeconds: 30)
        })
      let short = TestTenant(service: service, name: admin.name, token: issued.secret)
      for _ in 0..<3 { _ = try await short.user("ann") }
      service.clock.advance(bySeconds: 30)
      await expectRefusal(.unauthenticated) { try await short.user("ann") }
    }
  }

  @Test("Another secret, tenant or role is not taken for one that was let in")
  func others() async throws {
    try await withService { service in
      let admin = try await Self.tenant(service)
      let viewer = try await admin.with(.viewer)
      for _ in 0..<3 { _ = try await viewer.user("ann") }
      let last = viewer.token.last == "0" ? "1" : "0"
      let wrong = TestTenant(
        service: service, name: viewer.name, token: viewer.token.dropLast() + last)
      await expectRefusal(.unauthenticated) { try await wrong.user("ann") }
      _ = try await service.tenant("other")
      let elsewhere = TestTenant(service: service, name: "other", token: viewer.token)
      await expectRefusal(.unauthenticated) { try await elsewhere.user("ann") }
      let reporter = try await admin.with(.reporter)
      for _ in 0..<2 {
        await expectRefusal(.permissionDenied) { try await reporter.user("ann") }
      }
      #expect(try await viewer.user("ann").user.username == "ann")
    }
  }

  @Test("A tenant that was deleted lets nobody in")
  func deletion() async throws {
    try await withService { service in
      let viewer = try await Self.tenant(service).with(.viewer)
      for _ in 0..<3 { _ = try await viewer.user("ann") }
      let row = try await service.call(
        Methods.Tenants.getTenant, .with { $0.name = viewer.name }, token: service.fleetToken,
        tenant: nil)
      _ = try await service.call(
        Methods.Tenants.deleteTenant,
        .with {
          $0.name = viewer.name
          $0.etag = row.etag
        }, token: service.fleetToken, tenant: nil)
      await expectRefusal(.unauthenticated) { try await viewer.user("ann") }
    }
  }

  private static func tenant(_ service: RunningService) async throws -> TestTenant {
    let tenant = try await service.tenant()
    _ = try await tenant.importUsers([ImportedUser(externalID: "1", username: "ann")])
    return tenant
  }
}

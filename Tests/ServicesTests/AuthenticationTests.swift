internal import Cleanup
internal import Identity
internal import Messages
internal import RPC
internal import Testing

@Suite("Who is let in")
struct AuthenticationTests {
  @Test("A missing, doubled or unknown tenant, and a missing or doubled token, are refused")
  func headers() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      func read(_ metadata: Metadata) async throws -> ListDirectoriesResponse {
        try await service.call(
          Methods.Directories.listDirectories, ListDirectoriesRequest(), metadata: metadata)
      }
      let good = service.metadata(token: tenant.token, tenant: tenant.name)
      _ = try await read(good)
      await expectRefusal(.invalidTenantHeader, .invalidArgument) {
        try await read(service.metadata(token: tenant.token, tenant: nil))
      }
      var doubledTenant = good
      doubledTenant.add("dormouse-tenant", tenant.name)
      await expectRefusal(.invalidTenantHeader, .invalidArgument) { try await read(doubledTenant) }
      await expectRefusal(.invalidAuthorizationHeader, .unauthenticated) {
        try await read(service.metadata(token: nil, tenant: tenant.name))
      }
      var doubledToken = good
      doubledToken.add("authorization", "Bearer \(tenant.token)")
      await expectRefusal(.invalidAuthorizationHeader, .unauthenticated) {
        try await read(doubledToken)
      }
      await expectRefusal(.unauthenticated, .unauthenticated) {
        try await read(service.metadata(token: tenant.token, tenant: "nobody"))
      }
    }
  }

  @Test("A wrong token and a wrong tenant get the same answer")
  func sameAnswer() async throws {
    try await withService { service in
      let acme = try await service.tenant("acme")
      let other = try await service.tenant("other")
      var answers: Set<Status> = []
      for (token, name) in [
        (acme.token, "other"), (acme.token, "nobody"), (other.token, "acme"),
        (BearerToken.random(for: .fleet).revealed, "acme"), ("nonsense", "acme"),
      ] {
        do {
          _ = try await service.call(
            Methods.Cleanup.getPolicy, GetPolicyRequest(), token: token, tenant: name)
          Issue.record("\(name) was let in")
        } catch let status as Status {
          answers.insert(status)
        }
      }
      #expect(answers.count == 1)
    }
  }

  @Test("Each role may do what it covers and nothing more")
  func roles() async throws {
    try await withService { service in
      let admin = try await service.tenant()
      let policy = Policy(action: .deactivate, inactiveAfterDays: 30)
      for role in [Role.viewer, .reporter, .operator] {
        let tenant = try await admin.with(role)
        await expectRefusal(.permissionDenied, .permissionDenied) {
          try await tenant.configure(policy)
        }
      }
      try await admin.configure(policy)
      _ = try await admin.with(.viewer).call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      let reporter = try await admin.with(.reporter)
      await expectRefusal(.permissionDenied) {
        try await reporter.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      }
      let viewer = try await admin.with(.viewer)
      await expectRefusal(.permissionDenied) { try await viewer.analyze() }
      _ = try await admin.with(.operator).analyze()
    }
  }

  @Test("A revoked and an expired token are wrong tokens")
  func endOfTokens() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let issued = try await tenant.call(
        Methods.Tenants.issueToken,
        .with {
          $0.name = "short"
          $0.role = .viewer
          $0.expiresAt = service.clock.now.advanced(bySeconds: 60)
        })
      let short = TestTenant(service: service, name: tenant.name, token: issued.secret)
      _ = try await short.call(Methods.Directories.listDirectories, ListDirectoriesRequest())
      service.clock.advance(bySeconds: 60)
      await expectRefusal(.unauthenticated) {
        try await short.call(Methods.Directories.listDirectories, ListDirectoriesRequest())
      }
      let viewer = try await tenant.with(.viewer)
      let tokens = try await tenant.call(Methods.Tenants.listTokens, ListTokensRequest())
      let id = try #require(tokens.tokens.last?.id)
      _ = try await tenant.call(Methods.Tenants.revokeToken, .with { $0.id = id })
      await expectRefusal(.unauthenticated) {
        try await viewer.call(Methods.Directories.listDirectories, ListDirectoriesRequest())
      }
    }
  }

  @Test("Who guesses is told to wait, and nobody else behind the same address")
  func guessing() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let wrong = TestTenant(
        service: service, name: tenant.name, token: BearerToken.random(for: .fleet).revealed)
      for _ in 0..<FailureLimiter.maxFailures {
        await expectRefusal(.unauthenticated) {
          try await wrong.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
        }
      }
      await expectRefusal(.tooManyFailures, .resourceExhausted) {
        try await wrong.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      }
      _ = try await tenant.call(Methods.Directories.listDirectories, ListDirectoriesRequest())
      service.clock.advance(bySeconds: FailureLimiter.windowSeconds)
      await expectRefusal(.unauthenticated) {
        try await wrong.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      }
    }
  }

  @Test("Fleet calls take a fleet token and no tenant")
  func fleetCalls() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      await expectRefusal(.permissionDenied) {
        try await service.call(
          Methods.Tenants.listTenants, ListTenantsRequest(), token: tenant.token, tenant: nil)
      }
      await expectRefusal(.invalidTenantHeader) {
        try await service.call(
          Methods.Tenants.listTenants, ListTenantsRequest(), token: service.fleetToken,
          tenant: tenant.name)
      }
      let list = try await service.call(
        Methods.Tenants.listTenants, ListTenantsRequest(), token: service.fleetToken, tenant: nil)
      #expect(list.tenants.map(\.name) == ["acme"])
    }
  }
}

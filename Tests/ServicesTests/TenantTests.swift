internal import Cleanup
internal import Messages
internal import RPC
internal import Testing

@Suite("Tenants and tokens")
struct TenantTests {
  @Test("A name is taken once, must be a name, and is free again after deletion")
  func names() async throws {
    try await withService { service in
      func create(_ name: String, requestID: String = "") async throws -> Tenant {
        try await service.call(
          Methods.Tenants.createTenant,
          .with {
            $0.name = name
            $0.requestID = requestID
          }, token: service.fleetToken, tenant: nil)
      }
      let first = try await create("acme", requestID: "one")
      #expect(try await create("acme", requestID: "one") == first)
      await expectRefusal(.tenantExists, .alreadyExists) { try await create("acme") }
      for wrong in ["", "Acme", "-acme", "a b", String(repeating: "a", count: 64), "../x"] {
        await expectRefusal(.invalidRequest, fields: ["name"]) { try await create(wrong) }
      }
      func delete(_ etag: String) async throws -> DeleteTenantResponse {
        try await service.call(
          Methods.Tenants.deleteTenant,
          .with {
            $0.name = "acme"
            $0.etag = etag
          }, token: service.fleetToken, tenant: nil)
      }
      await expectRefusal(.staleETag, .aborted) { try await delete("") }
      _ = try await delete(first.etag)
      await expectRefusal(.tenantNotFound, .notFound) { try await delete(first.etag) }
      #expect(try await create("acme").id != first.id)
    }
  }

  @Test("The tokens of a deleted tenant are wrong tokens, also for its name's next owner")
  func deletedTenant() async throws {
    try await withService { service in
      let old = try await service.tenant()
      let row = try await service.call(
        Methods.Tenants.getTenant, .with { $0.name = "acme" }, token: service.fleetToken,
        tenant: nil)
      _ = try await service.call(
        Methods.Tenants.deleteTenant,
        .with {
          $0.name = "acme"
          $0.etag = row.etag
        }, token: service.fleetToken, tenant: nil)
      await expectRefusal(.unauthenticated) {
        try await old.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      }
      _ = try await service.tenant("acme")
      await expectRefusal(.unauthenticated) {
        try await old.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
      }
    }
  }

  @Test("A token's secret is answered once; a repeat of the request has none")
  func secrets() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let request = IssueTokenRequest.with {
        $0.name = "gate"
        $0.role = .reporter
        $0.requestID = "one"
      }
      let first = try await tenant.call(Methods.Tenants.issueToken, request)
      let again = try await tenant.call(Methods.Tenants.issueToken, request)
      #expect(!first.secret.isEmpty)
      #expect(again.secret.isEmpty)
      #expect(again.token.id == first.token.id)
      let list = try await tenant.call(Methods.Tenants.listTokens, ListTokensRequest())
      #expect(list.tokens.filter { $0.name == "gate" }.count == 1)
    }
  }

  @Test("A tenant's administrator cannot make fleet tokens")
  func noEscalation() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      await expectRefusal(.invalidRequest, fields: ["role"]) {
        try await tenant.call(
          Methods.Tenants.issueToken,
          .with {
            $0.name = "more"
            $0.role = .fleet
          })
      }
    }
  }
}

internal import Cleanup
internal import Messages
internal import RPC
internal import Storage
internal import TestSupport
internal import Testing

@Suite("The life of tokens")
struct TokenTests {
  @Test("A token that was revoked or has expired does not even open its tenant")
  func endedTokens() async throws {
    try await withService { service in
      let tenant = try await service.tenant()
      let id = try await service.call(
        Methods.Tenants.getTenant, .with { $0.name = tenant.name }, token: service.fleetToken,
        tenant: nil
      ).id
      func issue(until end: Moment?) async throws -> IssueTokenResponse {
        try await tenant.call(
          Methods.Tenants.issueToken,
          .with {
            $0.name = "door"
            $0.role = .viewer
            $0.expiresAt = end
          })
      }
      let expiring = try await issue(until: service.clock.now.advanced(bySeconds: 60))
      let revoked = try await issue(until: nil)
      _ = try await tenant.call(
        Methods.Tenants.revokeToken, .with { $0.id = revoked.token.id })
      service.clock.advance(bySeconds: 60)
      await service.data.tenants.close(id)
      try await eventually("the tenant is closed") { service.data.tenants.openCount == 0 }
      for token in [expiring, revoked] {
        let ended = TestTenant(service: service, name: tenant.name, token: token.secret)
        await expectRefusal(.unauthenticated, .unauthenticated) {
          try await ended.call(Methods.Cleanup.getPolicy, GetPolicyRequest())
        }
      }
      #expect(service.data.tenants.openCount == 0)
      _ = try await tenant.call(Methods.Directories.listDirectories, ListDirectoriesRequest())
    }
  }

  @Test("Equal requests for a fleet token at once make one token, and one secret is answered")
  func concurrentRepeats() async throws {
    try await withService { service in
      let request = IssueTokenRequest.with {
        $0.name = "second"
        $0.role = .fleet
        $0.requestID = "one"
      }
      let answers = try await withThrowingTaskGroup(of: IssueTokenResponse.self) { group in
        for _ in 0..<8 {
          group.addTask {
            try await service.call(
              Methods.Tenants.issueToken, request, token: service.fleetToken, tenant: nil)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(answers.map(\.token.id)).count == 1)
      #expect(answers.filter { !$0.secret.isEmpty }.count == 1)
    }
  }

  @Test("Revoking a fleet token acts once per request id, and an unknown one leaves no trace")
  func revokingFleetTokens() async throws {
    try await withService { service in
      func revoke(_ id: String, requestID: String = "") async throws -> AccessToken {
        try await service.call(
          Methods.Tenants.revokeToken,
          .with {
            $0.id = id
            $0.requestID = requestID
          }, token: service.fleetToken, tenant: nil)
      }
      let issued = try await service.call(
        Methods.Tenants.issueToken,
        .with {
          $0.name = "second"
          $0.role = .fleet
        }, token: service.fleetToken, tenant: nil)
      await expectRefusal(.tokenNotFound, .notFound) { try await revoke("nobody") }
      let first = try await revoke(issued.token.id, requestID: "one")
      #expect(try await revoke(issued.token.id, requestID: "one") == first)
      await expectRefusal(.requestIDReused) { try await revoke("other", requestID: "one") }
      await expectRefusal(.unauthenticated) {
        try await service.call(
          Methods.Tenants.listTenants, ListTenantsRequest(), token: issued.secret, tenant: nil)
      }
      let events = try await service.data.operators.read { (reader) throws(StorageError) in
        try reader.auditEvents(limit: 100).items.reversed().map(\.event)
      }
      #expect(events.map(\.action) == ["token.issued", "token.revoked"])
    }
  }
}

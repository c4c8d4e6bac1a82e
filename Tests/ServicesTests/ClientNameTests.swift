internal import Cleanup
internal import Messages
internal import RPC
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Names in certificates instead of tokens")
struct ClientNameTests {
  private static let scanner = "spiffe://example.org/scanner"

  /// A service over TLS to which the caller shows a certificate with a name.
  private func withClient(
    _ names: String = "URI:\(scanner)", _ body: (RunningService) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let authority = try await CertificateAuthority("authority", in: folder)
    let server = try await authority.issue("server", "DNS:localhost")
    let client = try await authority.issue("client", names)
    var configuration = ServerConfiguration()
    configuration.tls = TLSFiles(certificate: server.certificate, key: server.key)
    configuration.clientAuthorities = authority.certificate
    let tls = ClientTLS(
      authoritiesFile: authority.certificate, serverName: "localhost",
      certificate: TLSFiles(certificate: client.certificate, key: client.key))
    try await withService(configuration: configuration, tls: tls, body)
  }

  private func issue(
    _ role: Role, _ name: String = scanner, by tenant: TestTenant, until end: Moment? = nil
  ) async throws -> AccessToken {
    let answer = try await tenant.call(
      Methods.Tenants.issueToken,
      .with {
        $0.name = "scanner"
        $0.role = role
        $0.clientName = name
        $0.expiresAt = end
      })
    #expect(answer.secret.isEmpty && answer.token.client?.text == name.lowercased())
    return answer.token
  }

  /// Lists directories with the certificate alone.
  private func list(_ service: RunningService, _ tenant: String?) async throws {
    _ = try await service.call(
      Methods.Directories.listDirectories, ListDirectoriesRequest(), token: nil, tenant: tenant)
  }

  @Test("A name gives its role in its tenant, and nothing in another")
  func isolation() async throws {
    try await withClient { service in
      let (acme, other) = (try await service.tenant("acme"), try await service.tenant("other"))
      await expectRefusal(.unauthenticated, .unauthenticated) { try await list(service, "acme") }
      _ = try await issue(.viewer, by: acme)
      try await list(service, "acme")
      // The same answer as to a stranger; whether the tenant exists does not show.
      for name in ["other", "not-there"] {
        await expectRefusal(.unauthenticated, .unauthenticated) { try await list(service, name) }
      }
      await expectRefusal(.unauthenticated) {
        try await service.call(
          Methods.Tenants.listTenants, ListTenantsRequest(), token: nil, tenant: nil)
      }
      await expectRefusal(.permissionDenied) {
        try await service.call(
          Methods.Tenants.listTokens, ListTokensRequest(), token: nil, tenant: "acme")
      }
      // Another tenant may give the same name another role.
      _ = try await issue(.admin, by: other)
      _ = try await service.call(
        Methods.Tenants.listTokens, ListTokensRequest(), token: nil, tenant: "other")
      await expectRefusal(.permissionDenied) {
        try await service.call(
          Methods.Tenants.listTokens, ListTokensRequest(), token: nil, tenant: "acme")
      }
    }
  }

  @Test("A name that nobody knows opens no tenant")
  func unknownName() async throws {
    try await withClient { service in
      let acme = try await service.tenant("acme")
      _ = try await issue(.viewer, "spiffe://example.org/another", by: acme)
      let id = try await service.call(
        Methods.Tenants.getTenant, .with { $0.name = "acme" }, token: service.fleetToken,
        tenant: nil
      ).id
      await service.data.tenants.close(id)
      try await eventually("the tenant is closed") { service.data.tenants.openCount == 0 }
      await expectRefusal(.unauthenticated) { try await list(service, "acme") }
      #expect(service.data.tenants.openCount == 0)
    }
  }

  @Test("Where a token is sent, it alone counts")
  func tokenWins() async throws {
    try await withClient { service in
      let acme = try await service.tenant("acme")
      _ = try await issue(.admin, by: acme)
      await expectRefusal(.unauthenticated) {
        try await service.call(
          Methods.Directories.listDirectories, ListDirectoriesRequest(), token: "nonsense",
          tenant: "acme")
      }
      let viewer = try await acme.call(
        Methods.Tenants.issueToken,
        .with {
          $0.name = "viewer"
          $0.role = .viewer
        })
      await expectRefusal(.permissionDenied) {
        try await service.call(
          Methods.Tenants.listTokens, ListTokensRequest(), token: viewer.secret, tenant: "acme")
      }
    }
  }

  @Test("A name is listed, audited, expires and is revoked like a token")
  func life() async throws {
    try await withClient { service in
      let acme = try await service.tenant("acme")
      let first = try await issue(
        .viewer, by: acme, until: service.clock.now.advanced(bySeconds: 60))
      await expectRefusal(.clientNameTaken, .alreadyExists) {
        _ = try await issue(.admin, by: acme)
      }
      try await list(service, "acme")
      service.clock.advance(bySeconds: 60)
      await expectRefusal(.unauthenticated) { try await list(service, "acme") }
      let second = try await issue(.operator, by: acme)
      try await list(service, "acme")
      let listed = try await acme.call(Methods.Tenants.listTokens, ListTokensRequest()).tokens
      #expect(listed.filter { $0.client?.text == Self.scanner }.map(\.id) == [first.id, second.id])
      #expect(listed.last?.lastUsedAt != nil)
      _ = try await acme.call(Methods.Tenants.revokeToken, .with { $0.id = second.id })
      await expectRefusal(.unauthenticated) { try await list(service, "acme") }
    }
  }

  @Test("What cannot be a name is refused, and DNS names are the same in any case")
  func forms() async throws {
    try await withClient("DNS:Scanner.Example.org") { service in
      let acme = try await service.tenant("acme")
      for name in ["two words", "new\nline", "café", String(repeating: "x", count: 256)] {
        await expectRefusal(.invalidRequest, fields: ["client_name"]) {
          _ = try await issue(.viewer, name, by: acme)
        }
      }
      _ = try await issue(.viewer, "SCANNER.example.org", by: acme)
      try await list(service, "acme")
    }
  }

  @Test("A name of the fleet works everywhere, and no tenant can take it away")
  func fleet() async throws {
    try await withClient { service in
      let acme = try await service.tenant("acme")
      _ = try await issue(.viewer, by: acme)
      let answer = try await service.call(
        Methods.Tenants.issueToken,
        .with {
          $0.name = "operator"
          $0.role = .fleet
          $0.clientName = Self.scanner
        }, token: service.fleetToken, tenant: nil)
      #expect(answer.secret.isEmpty)
      _ = try await service.call(
        Methods.Tenants.listTokens, ListTokensRequest(), token: nil, tenant: "acme")
      _ = try await service.call(
        Methods.Tenants.listTenants, ListTenantsRequest(), token: nil, tenant: nil)
      await expectRefusal(.tenantNotFound) { try await list(service, "not-there") }
      _ = try await service.call(
        Methods.Tenants.revokeToken, .with { $0.id = answer.token.id },
        token: service.fleetToken, tenant: nil)
      try await list(service, "acme")
      await expectRefusal(.permissionDenied) {
        try await service.call(
          Methods.Tenants.listTokens, ListTokensRequest(), token: nil, tenant: "acme")
      }
    }
  }
}

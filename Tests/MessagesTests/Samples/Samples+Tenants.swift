internal import Cleanup
internal import Messages

extension Samples {
  static let tenant: Tenant = {
    var tenant = Tenant(
      id: .random(), name: "acme", displayName: "Acme", createdAt: time, etag: "e1")
    tenant.held = [heldListing]
    return tenant
  }()

  static let token = AccessToken(
    id: "t1", name: "portal", role: .fleet, secretHash: [], createdAt: time, expiresAt: later,
    lastUsedAt: later, revokedAt: later, client: ClientName("spiffe://example.org/portal"))

  static let tenants: [any Sample] = [
    tenant, token,
    CreateTenantRequest.with {
      $0.name = "acme"
      $0.displayName = "Acme"
      $0.requestID = "r"
    },
    GetTenantRequest.with { $0.name = "acme" },
    ListTenantsRequest.with {
      $0.pageSize = 7
      $0.pageToken = "p"
    },
    ListTenantsResponse.with {
      $0.tenants = [tenant, tenant]
      $0.nextPageToken = "n"
      $0.totalSize = 2
    },
    DeleteTenantRequest.with {
      $0.name = "acme"
      $0.etag = "e1"
      $0.requestID = "r"
    },
    DeleteTenantResponse(),
    IssueTokenRequest.with {
      $0.name = "portal"
      $0.role = .operator
      $0.expiresAt = later
      $0.requestID = "r"
      $0.clientName = "portal.example.org"
    },
    IssueTokenResponse(token: token, secret: "dm1.x"),
    ListTokensRequest.with {
      $0.pageSize = 7
      $0.pageToken = "p"
    },
    ListTokensResponse.with {
      $0.tokens = [token]
      $0.nextPageToken = "n"
    },
    RevokeTokenRequest.with {
      $0.id = "t1"
      $0.requestID = "r"
    },
    HealthCheckRequest.with { $0.service = "dormouse.v1.Cleanup" },
    HealthCheckResponse.with { $0.status = .notServing },
  ]
}

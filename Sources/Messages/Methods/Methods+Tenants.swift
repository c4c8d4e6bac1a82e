package import Cleanup

extension Methods {
  /// The service `dormouse.v1.Tenants`.
  package enum Tenants {
    static let service = "dormouse.v1.Tenants"

    /// Creates a tenant with one embedded directory, `users`.
    package static let createTenant = Method<CreateTenantRequest, Tenant>(
      service, "CreateTenant", .unary, .withRequestID)
    /// Reads one tenant.
    package static let getTenant = Method<GetTenantRequest, Tenant>(
      service, "GetTenant", .unary, .safely)
    /// Lists tenants, by name.
    package static let listTenants = Method<ListTenantsRequest, ListTenantsResponse>(
      service, "ListTenants", .unary, .safely)
    /// Deletes a tenant with everything that it holds.
    package static let deleteTenant = Method<DeleteTenantRequest, DeleteTenantResponse>(
      service, "DeleteTenant", .unary, .withRequestID)
    /// Makes a token.
    package static let issueToken = Method<IssueTokenRequest, IssueTokenResponse>(
      service, "IssueToken", .unary, .withRequestID)
    /// Lists tokens, oldest first, without secrets.
    package static let listTokens = Method<ListTokensRequest, ListTokensResponse>(
      service, "ListTokens", .unary, .safely)
    /// Revokes a token at once.
    package static let revokeToken = Method<RevokeTokenRequest, AccessToken>(
      service, "RevokeToken", .unary, .withRequestID)
    /// Tells how each tenant stands, by name.
    package static let fleetStatus = Method<FleetStatusRequest, FleetLine>(
      service, "FleetStatus", .serverStreaming, .safely)
    /// Copies a tenant's database while it is in use.
    package static let backupTenant = Method<BackupTenantRequest, BackupPart>(
      service, "BackupTenant", .serverStreaming, .safely)
    /// Makes a tenant from a backup, or puts one in the place of a tenant's database.
    package static let restoreTenant = Method<RestoreStep, RestoreTenantResponse>(
      service, "RestoreTenant", .clientStreaming, .never)
  }
}

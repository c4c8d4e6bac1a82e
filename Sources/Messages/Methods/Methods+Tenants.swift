package import Cleanup

extension Methods {
  /// The service `dormouse.v1.Tenants`.
  package enum Tenants {
    static let service = "dormouse.v1.Tenants"

    /// Creates a tenant with one embedded directory, `users`.
    package static let createTenant = Method<CreateTenantRequest, Tenant>(
      service, "CreateTenant", .unary)
    /// Reads one tenant.
    package static let getTenant = Method<GetTenantRequest, Tenant>(service, "GetTenant", .unary)
    /// Lists tenants, by name.
    package static let listTenants = Method<ListTenantsRequest, ListTenantsResponse>(
      service, "ListTenants", .unary)
    /// Deletes a tenant with everything that it holds.
    package static let deleteTenant = Method<DeleteTenantRequest, DeleteTenantResponse>(
      service, "DeleteTenant", .unary)
    /// Makes a token.
    package static let issueToken = Method<IssueTokenRequest, IssueTokenResponse>(
      service, "IssueToken", .unary)
    /// Lists tokens, oldest first, without secrets.
    package static let listTokens = Method<ListTokensRequest, ListTokensResponse>(
      service, "ListTokens", .unary)
    /// Revokes a token at once.
    package static let revokeToken = Method<RevokeTokenRequest, AccessToken>(
      service, "RevokeToken", .unary)
  }
}

internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import RPC
internal import Storage

/// The service `dormouse.v1.Tenants`.
struct TenantsService: Sendable {
  /// The directory that a new tenant has.
  static let firstDirectory = "users"
  /// Most bytes of a tenant's display name.
  static let maxDisplayNameBytes = 256

  let data: DataFolder

  /// Its methods for the server.
  func methods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.fleet(Methods.Tenants.createTenant, createTenant),
      endpoints.fleet(Methods.Tenants.getTenant, getTenant),
      endpoints.fleet(Methods.Tenants.listTenants, listTenants),
      endpoints.fleet(Methods.Tenants.deleteTenant, deleteTenant),
      endpoints.any(Methods.Tenants.issueToken, issueToken),
      endpoints.any(Methods.Tenants.listTokens, listTokens),
      endpoints.any(Methods.Tenants.revokeToken, revokeToken),
    ]
  }

  /// The tenant with a name.
  func tenant(named name: String) async throws(Refusal) -> Tenant {
    let found = try await attempt { () async throws(StorageError) in
      try await data.operators.read { (reader) throws(StorageError) in
        try reader.tenant(named: name)
      }
    }
    guard let found else {
      throw Refusal(.tenantNotFound, "There is no tenant \"\(name)\".")
    }
    return found
  }

  /// The first answer to the same request about the service; nil when it is the first.
  func repeated<Response: WireMessage>(
    _ identity: RequestIdentity?
  ) async throws(Refusal) -> Response? {
    guard let identity else { return nil }
    let stored = try await attempt { () async throws(StorageError) in
      try await data.operators.read { (reader) throws(StorageError) in
        try reader.request(identity.key)
      }
    }
    guard let answer = try identity.answer(in: stored) else { return nil }
    return try RequestIdentity.decoded(answer)
  }
}

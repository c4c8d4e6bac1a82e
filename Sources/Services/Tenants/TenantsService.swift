internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import RPC
internal import Storage

/// The service `dormouse.v1.Tenants`.
struct TenantsService: Sendable {
  /// Most bytes of a tenant's display name.
  static let maxDisplayNameBytes = 256

  let data: DataFolder
  let engine: RunEngine
  let clock: WallClock
  let overdueAfterSeconds: Int64
  let transfers = TransferPlaces()

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
      endpoints.fleetServerStream(Methods.Tenants.fleetStatus, fleetStatus),
      endpoints.fleetServerStream(Methods.Tenants.backupTenant, backupTenant),
      endpoints.fleetClientStream(Methods.Tenants.restoreTenant, restoreTenant),
    ]
  }

  /// The tenant with a name.
  func tenant(named name: String) async throws(Refusal) -> Tenant {
    let found = try await attempt { () async throws(StorageError) in
      try await data.operators.read { (reader) throws(StorageError) in
        try reader.tenant(named: name)
      }
    }
    guard let found else { throw Self.tenantNotFound(name) }
    return found
  }

  /// The refusal of a name that no tenant has.
  static func tenantNotFound(_ name: String) -> Refusal {
    Refusal(.tenantNotFound, "There is no tenant \"\(name)\": list the tenants.")
  }

  /// The first answer to the same request about the service; nil when it is the first.
  func repeated<Response: WireMessage>(
    _ identity: RequestIdentity?
  ) async throws(Refusal) -> Response? {
    guard let identity else { return nil }
    return try await data.operators.read(failingWith: Refusal.self) {
      (reader) throws(Refusal) in
      try identity.repeated(in: reader)
    }
  }

  /// Makes a change to the service in one transaction, once per request id, and answers when it is
  /// durable; `remembering` takes out what a repeat must not see.
  func change<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method<Request, Response>, _ request: Request, requestID: String,
    _ call: FleetCall,
    remembering remembered: @escaping @Sendable (Response) -> Response = { $0 },
    _ body: @escaping @Sendable (OperatorWriter) throws(Refusal) -> Response
  ) async throws(Refusal) -> Response {
    let identity = try RequestIdentity(
      requestID, path: method.path, body: request, caller: call.caller)
    let committed = try await data.operators.write(failingWith: Refusal.self) {
      (writer) throws(Refusal) in
      if let again: Response = try identity?.repeated(in: writer.reader) { return again }
      let response = try body(writer)
      try identity?.remember(remembered(response), at: call.now, in: writer)
      return response
    }
    try await attempt { () async throws(StorageError) in
      try await data.operators.durable(committed.position)
    }
    return committed.value
  }
}

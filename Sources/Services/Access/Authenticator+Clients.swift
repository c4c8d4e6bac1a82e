internal import Cleanup
internal import Jobs
internal import RPC
internal import Storage

/// Callers who show a certificate and no token: the token that was issued for their name speaks for
/// them.
extension Authenticator {
  /// Lets a client in for which the fleet has a token, else the tenant.
  ///
  /// The fleet comes first, so that no tenant can take a name away from the operator. A name that
  /// the tenant does not know opens no tenant: the operator database knows the names.
  func tenantCall(
    _ context: CallContext, of client: ClientName, tenant: Tenant?
  ) async throws(Refusal) -> TenantCall {
    let now = clock.now
    if let token = try await fleetToken(of: client, at: now) {
      let caller = try caller(token, context)
      guard let tenant else { throw Self.tenantNotFound }
      return TenantCall(tenant: tenant, lease: try await lease(tenant), caller: caller, now: now)
    }
    guard let tenant, try isKnown(client, in: tenant.id, at: now) else {
      throw failure(context, at: now)
    }
    let lease = try await lease(tenant)
    let token = try attempt { () throws(StorageError) in
      try lease.database.readNow { (reader) throws(StorageError) in
        try reader.goodToken(of: client, at: now)
      }
    }
    guard let token else { throw failure(context, at: now) }
    await noteUse(of: token, in: lease.database, at: now)
    let caller = try caller(token, context)
    return TenantCall(tenant: tenant, lease: lease, caller: caller, now: now)
  }

  /// Lets a client in that has a fleet token for its name.
  func fleetCall(
    _ context: CallContext, of client: ClientName
  ) async throws(Refusal) -> FleetCall {
    let now = clock.now
    guard let token = try await fleetToken(of: client, at: now) else {
      throw failure(context, at: now)
    }
    return FleetCall(caller: try caller(token, context), now: now)
  }

  private func fleetToken(
    of client: ClientName, at now: Moment
  ) async throws(Refusal) -> AccessToken? {
    let token = try attempt { () throws(StorageError) in
      try data.operators.readNow { (reader) throws(StorageError) in
        try reader.goodToken(of: client, at: now)
      }
    }
    if let token { await noteFleetUse(of: token, at: now) }
    return token
  }

  private func isKnown(
    _ client: ClientName, in tenant: TenantID, at now: Moment
  ) throws(Refusal) -> Bool {
    try attempt { () throws(StorageError) in
      try data.operators.readNow { (reader) throws(StorageError) in
        try reader.hasGate(of: client, in: tenant, at: now)
      }
    }
  }
}

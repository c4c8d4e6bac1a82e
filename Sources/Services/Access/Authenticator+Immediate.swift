internal import Cleanup
internal import Identity
internal import Jobs
internal import RPC
internal import Storage

/// Calls that are answered at once, on their event loop.
extension Authenticator {
  /// Lets a call of one tenant in without waiting for anything; nil when something has to be waited
  /// for: the tenant is to be opened, or the token's use to be written.
  ///
  /// A token of the fleet and a certificate always take the other way.
  ///
  /// - Parameter least: the least role of the method.
  func tenantCallNow(
    _ context: some CallHead, least: Role?
  ) throws(Refusal) -> TenantCall? {
    let credentials = try Credentials(context)
    guard let name = credentials.tenantName, let authorization = credentials.authorization
    else { return nil }
    let now = clock.now
    var found = known(authorization, tenantName: name, at: now)
    if found == nil {
      found = try checked(credentials, context, tenantName: name, at: now)
    }
    guard let (admission, lease) = found, tokenUse.isRecent(admission.token, at: now)
    else { return nil }
    let caller = try caller(admission.token, context, least: least)
    // After the caller was checked, so that nobody else uses up the tenant's calls.
    try rates.admit(admission.tenant.id, at: now)
    return TenantCall(tenant: admission.tenant, lease: lease, caller: caller, now: now)
  }

  /// A caller who was let in before, if nothing has happened since that could keep it out.
  private func known(
    _ authorization: String, tenantName: String, at now: Moment
  ) -> (Admissions.Admission, TenantLease)? {
    guard let known = admissions.admission(authorization, tenantName: tenantName),
      known.operatorsVersion == data.operators.version, known.gate.isOpen(at: now),
      known.token.isValid(at: now), let lease = data.tenants.leaseIfOpen(known.tenant.id),
      lease.database.version == known.tenantVersion
    else { return nil }
    return (known, lease)
  }

  /// A caller who is checked anew, and remembered.
  private func checked(
    _ credentials: Credentials, _ context: some CallHead, tenantName: String, at now: Moment
  ) throws(Refusal) -> (Admissions.Admission, TenantLease)? {
    let operatorsVersion = data.operators.version
    let (bearer, gate) = try verified(credentials, context, at: now)
    guard case .tenant(let id) = bearer.scope, let tenant = try tenant(named: tenantName),
      tenant.id == id, let lease = data.tenants.leaseIfOpen(id),
      let authorization = credentials.authorization
    else { return nil }
    let tenantVersion = lease.database.version
    let token = try validToken(bearer, in: lease.database, context, at: now)
    let admission = Admissions.Admission(
      authorization, tenant: tenant, gate: gate, token: token,
      operatorsVersion: operatorsVersion, tenantVersion: tenantVersion)
    admissions.remember(authorization, admission)
    return (admission, lease)
  }
}

internal import Cleanup
internal import Identity
internal import Jobs
internal import Logging
internal import RPC
internal import Storage

/// Lets calls in: who calls, for which tenant, and whether the role allows it.
final class Authenticator: Sendable {
  let data: DataFolder
  let clock: WallClock
  private let logger: Logger
  private let failures = FailureLimiter()
  let tokenUse = TokenUse()
  let rates: TenantRates
  private let gates = Remembered<String, TokenGate>()
  private let tenants = Remembered<String, Tenant>()
  private let tokens = Remembered<String, AccessToken>()
  let admissions = Admissions()

  init(_ data: DataFolder, clock: WallClock, logger: Logger, limits: ServiceLimits) {
    self.data = data
    rates = TenantRates(limits)
    self.clock = clock
    self.logger = logger
  }

  /// Lets a call of one tenant in.
  func tenantCall(_ context: CallContext) async throws(Refusal) -> TenantCall {
    let credentials = try Credentials(context)
    guard let name = credentials.tenantName else {
      throw Refusal(
        .invalidTenantHeader, "Send dormouse-tenant exactly once, with the name of the tenant.")
    }
    return try await tenantCall(context, credentials, tenantName: name)
  }

  /// Lets a call about the whole service in.
  func fleetCall(_ context: CallContext) async throws(Refusal) -> FleetCall {
    let credentials = try Credentials(context)
    guard credentials.tenantName == nil else {
      throw Refusal(
        .invalidTenantHeader, "This call is about no tenant of its own: leave dormouse-tenant out.")
    }
    return try await fleetCall(context, credentials)
  }

  /// Lets a call in that is about a tenant when it names one, else about the whole service.
  func anyCall(_ context: CallContext) async throws(Refusal) -> Scope {
    let credentials = try Credentials(context)
    if let name = credentials.tenantName {
      return .tenant(try await tenantCall(context, credentials, tenantName: name))
    }
    return .fleet(try await fleetCall(context, credentials))
  }

  /// What a call is about.
  enum Scope: Sendable {
    case tenant(TenantCall)
    case fleet(FleetCall)
  }

  private func fleetCall(
    _ context: CallContext, _ credentials: Credentials
  ) async throws(Refusal) -> FleetCall {
    if let client = credentials.client { return try await fleetCall(context, of: client) }
    let now = clock.now
    let bearer = try verified(credentials, context, at: now).bearer
    guard bearer.scope == .fleet else {
      throw Refusal(
        .permissionDenied,
        "This call takes a fleet token; with a tenant's token send dormouse-tenant where there is a"
          + " tenant.")
    }
    let token = try await fleetToken(bearer, context, at: now)
    return FleetCall(caller: try caller(token, context), now: now)
  }

  private func tenantCall(
    _ context: CallContext, _ credentials: Credentials, tenantName: String
  ) async throws(Refusal) -> TenantCall {
    let call = try await uncounted(context, credentials, tenantName: tenantName)
    // After the caller was checked, so that nobody else uses up the tenant's calls.
    try rates.admit(call.tenant.id, at: call.now)
    return call
  }

  private func uncounted(
    _ context: CallContext, _ credentials: Credentials, tenantName: String
  ) async throws(Refusal) -> TenantCall {
    if let client = credentials.client {
      return try await tenantCall(context, of: client, tenant: try tenant(named: tenantName))
    }
    let now = clock.now
    let bearer = try verified(credentials, context, at: now).bearer
    let tenant = try tenant(named: tenantName)
    switch bearer.scope {
    case .fleet:
      let token = try await fleetToken(bearer, context, at: now)
      let caller = try caller(token, context)
      guard let tenant else { throw Self.tenantNotFound }
      return TenantCall(tenant: tenant, lease: try await lease(tenant), caller: caller, now: now)
    case .tenant(let id):
      guard let tenant, tenant.id == id else { throw failure(context, at: now) }
      let lease = try await lease(tenant)
      let token = try await token(bearer, in: lease.database, context, at: now)
      let caller = try caller(token, context)
      return TenantCall(tenant: tenant, lease: lease, caller: caller, now: now)
    }
  }

  /// Checks the secret against the operator database, so that no wrong token ever opens a tenant.
  func verified(
    _ credentials: Credentials, _ context: some CallHead, at now: Moment
  ) throws(Refusal) -> (bearer: BearerToken, gate: TokenGate) {
    guard let bearer = credentials.token else { throw failure(context, at: now) }
    let gate = try gates.value(bearer.id, at: data.operators.version) { () throws(Refusal) in
      try attempt { () throws(StorageError) in
        try data.operators.readNow { (reader) throws(StorageError) in
          try reader.gate(token: bearer.id)
        }
      }
    }
    guard let gate, bearer.matches(hash: gate.secretHash), bearer.scope == gate.scope,
      gate.isOpen(at: now)
    else { throw failure(context, at: now) }
    return (bearer, gate)
  }

  func tenant(named name: String) throws(Refusal) -> Tenant? {
    try tenants.value(name, at: data.operators.version) { () throws(Refusal) in
      try attempt { () throws(StorageError) in
        try data.operators.readNow { (reader) throws(StorageError) in
          try reader.tenant(named: name)
        }
      }
    }
  }

  private func fleetToken(
    _ bearer: BearerToken, _ context: CallContext, at now: Moment
  ) async throws(Refusal) -> AccessToken {
    let token = try attempt { () throws(StorageError) in
      try data.operators.readNow { (reader) throws(StorageError) in try reader.token(bearer.id) }
    }
    guard let token, token.isValid(at: now) else { throw failure(context, at: now) }
    await noteFleetUse(of: token, at: now)
    return token
  }

  private func token(
    _ bearer: BearerToken, in database: TenantDatabase, _ context: CallContext, at now: Moment
  ) async throws(Refusal) -> AccessToken {
    let token = try validToken(bearer, in: database, context, at: now)
    await noteUse(of: token, in: database, at: now)
    return token
  }

  func validToken(
    _ bearer: BearerToken, in database: TenantDatabase, _ context: some CallHead, at now: Moment
  ) throws(Refusal) -> AccessToken {
    // The gate has said already that the token is this tenant's.
    let token = try tokens.value(bearer.id, at: database.version) { () throws(Refusal) in
      try attempt { () throws(StorageError) in
        try database.readNow { (reader) throws(StorageError) in try reader.token(bearer.id) }
      }
    }
    guard let token, token.isValid(at: now), bearer.matches(hash: token.secretHash) else {
      throw failure(context, at: now)
    }
    return token
  }

  func caller(_ token: AccessToken, _ context: some CallHead) throws(Refusal) -> Caller {
    try caller(token, context, least: LeastRole.of(context.path))
  }

  func caller(
    _ token: AccessToken, _ context: some CallHead, least: Role?
  ) throws(Refusal) -> Caller {
    guard let least, token.role.covers(least) else {
      let needed = least.map { ": use a token of the role \($0.rawValue)" } ?? ""
      throw Refusal(
        .permissionDenied,
        "The token's role \(token.role.rawValue) does not allow this call\(needed).")
    }
    return Caller(
      tokenID: token.id, tokenName: token.name, role: token.role, address: context.peer.address)
  }

  func lease(_ tenant: Tenant) async throws(Refusal) -> TenantLease {
    if let lease = data.tenants.leaseIfOpen(tenant.id) { return lease }
    return try await attempt { () async throws(StorageError) in
      try await data.tenants.lease(tenant.id)
    }
  }

  /// Notes that a token of the fleet was used.
  func noteFleetUse(of token: AccessToken, at now: Moment) async {
    await note(token, at: now) { [data] () throws(StorageError) in
      _ = try await data.operators.write { (writer) throws(StorageError) in
        try writer.touchToken(token.id, at: now)
      }
    }
  }

  /// Notes that a token of a tenant was used.
  func noteUse(of token: AccessToken, in database: TenantDatabase, at now: Moment) async {
    await note(token, at: now) { () throws(StorageError) in
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.touchToken(token.id, at: now)
      }
    }
  }

  /// Writes the last-used time; a full disk must not keep anybody from reading.
  private func note(
    _ token: AccessToken, at now: Moment, _ write: () async throws(StorageError) -> Void
  ) async {
    guard tokenUse.isDue(token, at: now) else { return }
    do {
      try await write()
    } catch  where error.code == .interrupted {
      // The caller went away, which says nothing about storage.
    } catch {
      logger.warning(
        "A token's last use was not written", metadata: ["reason": "\(error.message)"])
    }
  }

  /// The answer to a fleet's caller who names a tenant that is not there.
  static let tenantNotFound = Refusal(
    .tenantNotFound, "No tenant has this name: check dormouse-tenant.")

  /// The one answer to every wrong token and wrong tenant; another, whatever was wrong, to an address from
  /// which too many came. A right token is taken from there as well: others may share the address.
  func failure(_ context: some CallHead, at now: Moment) -> Refusal {
    if failures.isBlocked(context.peer.address, at: now) {
      return Refusal(
        .tooManyFailures, "Too many wrong tokens came from this address: wait a minute.")
    }
    failures.noteFailure(of: context.peer.address, at: now)
    return Refusal(.unauthenticated, "The token or the tenant is wrong.")
  }
}

extension TokenGate {
  /// Where the token works.
  fileprivate var scope: BearerToken.Scope {
    tenant.map { .tenant($0) } ?? .fleet
  }
}

internal import Cleanup
internal import Storage

/// What a handler gets of its caller: one tenant, and nothing else.
struct TenantCall: Sendable {
  /// The tenant.
  let tenant: Tenant
  /// Keeps the tenant open while the call lasts.
  let lease: TenantLease
  /// Who calls.
  let caller: Caller
  /// When the call was let in.
  let now: Moment

  /// The tenant's database.
  var database: TenantDatabase { lease.database }
}

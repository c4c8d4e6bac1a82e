/// Whether a call works inside a tenant.
enum TenantUse: Hashable, Sendable {
  /// The call takes a tenant.
  case required
  /// The call takes no tenant.
  case none
}

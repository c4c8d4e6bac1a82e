/// Keeps a tenant open for as long as it is held.
package final class TenantLease: Sendable {
  /// The tenant's database; not to be used after the lease.
  package let database: TenantDatabase
  private let tenants: Tenants

  init(database: TenantDatabase, tenants: Tenants) {
    self.database = database
    self.tenants = tenants
  }

  deinit {
    tenants.release(database)
  }
}

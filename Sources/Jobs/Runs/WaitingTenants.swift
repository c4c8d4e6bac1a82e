internal import Cleanup
internal import Synchronization

/// Tenants whose interrupted runs have not been taken up yet; several tasks work them off.
final class WaitingTenants: Sendable {
  private let tenants: Mutex<[TenantID]>

  init(_ tenants: [TenantID]) {
    self.tenants = Mutex(tenants.reversed())
  }

  /// The next tenant, which is then somebody's; nil when none is left.
  func next() -> TenantID? {
    tenants.withLock { $0.popLast() }
  }
}

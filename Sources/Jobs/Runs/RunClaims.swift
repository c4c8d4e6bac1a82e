internal import Cleanup
internal import Synchronization

/// Which tenants have a run that is being made, queued or worked off, and which runs are at work.
///
/// The hint by which the next start finds a tenant's run is written before the run is made, in another
/// database. It may be cleared only where no other run is under way in the tenant; these claims tell.
final class RunClaims: Sendable {
  private struct State {
    var claims: [TenantID: Int] = [:]
    var runsAtWork: Set<String> = []
  }

  private let state = Mutex(State())

  /// Claims a tenant, before its hint is written.
  func claim(_ tenant: TenantID) {
    state.withLock { $0.claims[tenant, default: 0] += 1 }
  }

  /// Gives a claim up.
  func release(_ tenant: TenantID) {
    state.withLock { state in
      let left = (state.claims[tenant] ?? 1) - 1
      state.claims[tenant] = left == 0 ? nil : left
    }
  }

  /// Whether nobody but the asker has a claim to a tenant.
  func isOnly(_ tenant: TenantID) -> Bool {
    state.withLock { $0.claims[tenant] == 1 }
  }

  /// Takes a run to work; false when it is at work already.
  func begin(_ runID: String) -> Bool {
    state.withLock { $0.runsAtWork.insert(runID).inserted }
  }

  /// A run is no longer at work.
  func end(_ runID: String) {
    state.withLock { _ = $0.runsAtWork.remove(runID) }
  }
}

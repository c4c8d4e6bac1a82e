internal import Cleanup
internal import Storage
internal import Synchronization

/// Which tenants have a run that is being made, queued or worked off, and which runs are at work.
///
/// The hint by which the next start finds a tenant's run is written before the run is made, in another
/// database. It may be cleared only where no other run is under way in the tenant; these claims tell.
final class RunClaims: Sendable {
  private struct State {
    var claims: [TenantID: Int] = [:]
    var runsAtWork: Set<String> = []
    var obstacles: [TenantID: StorageError] = [:]
  }

  private let state = Mutex(State())

  /// Claims a tenant, before its hint is written.
  func claim(_ tenant: TenantID) {
    state.withLock { $0.claims[tenant, default: 0] += 1 }
  }

  /// Ends a claim.
  ///
  /// - Returns: true when it was the last one, and the tenant's run has been given up.
  @discardableResult
  func release(_ tenant: TenantID) -> Bool {
    state.withLock { state in
      let left = (state.claims[tenant] ?? 1) - 1
      state.claims[tenant] = left == 0 ? nil : left
      return left == 0 && state.obstacles[tenant] != nil
    }
  }

  /// Whether anybody has a claim to a tenant.
  func isClaimed(_ tenant: TenantID) -> Bool {
    state.withLock { $0.claims[tenant] != nil }
  }

  /// Whether nobody but the asker has a claim to a tenant.
  func isOnly(_ tenant: TenantID) -> Bool {
    state.withLock { $0.claims[tenant] == 1 }
  }

  /// Takes a tenant's run to work; false when it is at work already.
  func begin(_ runID: String, of tenant: TenantID) -> Bool {
    state.withLock { state in
      guard state.runsAtWork.insert(runID).inserted else { return false }
      state.obstacles[tenant] = nil
      return true
    }
  }

  /// Notes why a tenant's run cannot go on, before the claim to it ends.
  func giveUp(_ tenant: TenantID, because error: StorageError) {
    state.withLock { $0.obstacles[tenant] = error }
  }

  /// Whether a tenant's run was given up, and nobody has taken it to work since.
  func isGivenUp(_ tenant: TenantID) -> Bool {
    state.withLock { $0.obstacles[tenant] != nil }
  }

  /// Why a tenant's run was given up; nil when none was, or somebody is about to take it up again.
  func obstacle(in tenant: TenantID) -> StorageError? {
    state.withLock { $0.claims[tenant] == nil ? $0.obstacles[tenant] : nil }
  }

  /// A run is no longer at work.
  func end(_ runID: String) {
    state.withLock { _ = $0.runsAtWork.remove(runID) }
  }
}

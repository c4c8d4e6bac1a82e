internal import Cleanup
internal import Synchronization

/// Keeps the flood of one tenant from the others: calls a second, counted for each.
final class TenantRates: Sendable {
  /// Seconds after which a refused call may be tried again.
  static let retryAfterSeconds = 1
  /// Tenants remembered at once; when more call, those that have not called for a while are forgotten
  /// first.
  static let maxTenants = 20_000

  private let perSecond: Double
  private let burst: Double
  private let buckets = Mutex<[TenantID: TokenBucket]>([:])

  init(_ limits: ServiceLimits) {
    perSecond = Double(limits.callsPerSecondPerTenant)
    burst = perSecond * Double(limits.callBurstSeconds)
  }

  /// Counts a call, or refuses it.
  func admit(_ tenant: TenantID, at now: Moment) throws(Refusal) {
    let isAdmitted = buckets.withLock { buckets in
      if buckets.count >= Self.maxTenants, buckets[tenant] == nil { makeRoom(&buckets, at: now) }
      return buckets[tenant, default: TokenBucket(burst: burst, at: now)]
        .take(at: now, perSecond: perSecond, burst: burst)
    }
    guard !isAdmitted else { return }
    throw Refusal(
      .tooManyCalls,
      "The tenant makes more than its quota of \(Int(perSecond)) calls a second: wait a second.")
  }

  private func makeRoom(_ buckets: inout [TenantID: TokenBucket], at now: Moment) {
    buckets = buckets.filter { !$0.value.isFull(at: now, perSecond: perSecond, burst: burst) }
    // So many tenants at work at once: begin anew rather than grow without bound.
    if buckets.count >= Self.maxTenants { buckets.removeAll() }
  }
}

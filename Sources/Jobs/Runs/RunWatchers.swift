internal import Cleanup
internal import Synchronization

/// Who wants to know when a run has moved on.
final class RunWatchers: Sendable {
  /// How many may watch at once.
  struct Limits {
    /// Of all tenants together.
    var all: Int
    /// Of one tenant.
    var tenant: Int
  }

  private struct Watcher {
    var tenant: TenantID
    var continuation: AsyncStream<Void>.Continuation
  }

  private struct State {
    var watchers: [String: [Int: Watcher]] = [:]
    var nextNumber = 0
    var count = 0
    var counts: [TenantID: Int] = [:]
    var isClosed = false
  }

  private let state = Mutex(State())

  /// A stream that has an element after every step of a run, several steps in one when the reader
  /// is slow. It has ended already when the watchers are closed; nil when there are too many.
  func watch(
    _ runID: String, of tenant: TenantID, _ limits: Limits
  ) -> AsyncStream<Void>? {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state -> Int? in
      let ofTenant = state.counts[tenant, default: 0]
      guard state.count < limits.all, ofTenant < limits.tenant else { return nil }
      if state.isClosed { continuation.finish() }
      state.nextNumber += 1
      state.count += 1
      state.counts[tenant] = ofTenant + 1
      state.watchers[runID, default: [:]][state.nextNumber] = Watcher(
        tenant: tenant, continuation: continuation)
      return state.nextNumber
    }
    guard let number else { return nil }
    continuation.onTermination = { [weak self] _ in
      self?.remove(number, from: runID, of: tenant)
    }
    return stream
  }

  /// Tells that a run has moved on.
  func notify(_ runID: String) {
    let found = state.withLock { $0.watchers[runID].map { Array($0.values) } ?? [] }
    for watcher in found { watcher.continuation.yield() }
  }

  /// Ends the streams of a run.
  func finish(_ runID: String) {
    let found = state.withLock { $0.watchers[runID].map { Array($0.values) } ?? [] }
    for watcher in found { watcher.continuation.finish() }
  }

  /// Ends the streams of a tenant's runs, because nobody works on one of them any more.
  func finish(of tenant: TenantID) {
    let found = state.withLock { state in
      state.watchers.values.flatMap(\.values).filter { $0.tenant == tenant }
    }
    for watcher in found { watcher.continuation.finish() }
  }

  /// Ends all streams, and those that are asked for later: nobody will tell them anything.
  func close() {
    let found = state.withLock { state in
      state.isClosed = true
      return state.watchers.values.flatMap(\.values)
    }
    for watcher in found { watcher.continuation.finish() }
  }

  private func remove(_ number: Int, from runID: String, of tenant: TenantID) {
    state.withLock { state in
      guard state.watchers[runID]?.removeValue(forKey: number) != nil else { return }
      state.count -= 1
      let ofTenant = state.counts[tenant, default: 1] - 1
      state.counts[tenant] = ofTenant > 0 ? ofTenant : nil
      if state.watchers[runID]?.isEmpty == true { state.watchers[runID] = nil }
    }
  }
}

internal import Synchronization

/// A value that comes once, for everybody who waits for it. Whoever is cancelled waits no longer, and
/// takes nothing from the others.
package final class SharedAnswer<Value: Sendable>: Sendable {
  private typealias Waiter = CheckedContinuation<Value?, Never>

  private struct State {
    var value: Value?
    var waiters: [Int: Waiter] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  /// One that has not come.
  package init() {}

  /// Gives the value; what comes second is not heard.
  package func give(_ value: Value) {
    let waiters = state.withLock { state -> [Int: Waiter] in
      guard state.value == nil else { return [:] }
      state.value = value
      defer { state.waiters = [:] }
      return state.waiters
    }
    for waiter in waiters.values { waiter.resume(returning: value) }
  }

  /// The value, once it is there; nil when the task is cancelled before.
  package func value() async -> Value? {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { wait($0, as: number) }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.resume(returning: nil)
    }
  }

  private func wait(_ waiter: Waiter, as number: Int) {
    let (value, waits) = state.withLock { state -> (Value?, Bool) in
      // A cancellation that came before this found nobody to let go.
      guard state.value == nil, !Task.isCancelled else { return (state.value, false) }
      state.waiters[number] = waiter
      return (nil, true)
    }
    if !waits { waiter.resume(returning: value) }
  }
}

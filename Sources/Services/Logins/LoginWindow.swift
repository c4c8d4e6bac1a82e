internal import Cleanup
internal import Jobs
internal import Synchronization

/// The logins of one stream that were taken and not yet answered, in order; one task adds them, and one
/// answers them.
final class LoginWindow: Sendable {
  /// Logins of a stream that are on their way at once; the client is held back beyond.
  static let maxLogins = 256

  typealias Element = Result<LoginTicket, Refusal>

  private struct State {
    var waiting: [Element] = []
    /// Nothing more is added.
    var isFinished = false
    /// That is so because the server stops.
    var isDraining = false
    /// Nobody answers any more.
    var isClosed = false
    var adder: CheckedContinuation<Void, Never>?
    var taker: CheckedContinuation<Void, Never>?

    /// Whoever waits for a change of the state.
    mutating func waiters() -> [CheckedContinuation<Void, Never>] {
      defer { (adder, taker) = (nil, nil) }
      return [adder, taker].compactMap(\.self)
    }
  }

  private let state = Mutex(State())

  /// Adds a login once there is room; false when nobody answers any more.
  func add(_ element: Element) async -> Bool {
    while true {
      let isAdded: Bool? = change { state in
        if state.isClosed || state.isDraining { return false }
        guard state.waiting.count < Self.maxLogins else { return nil }
        state.waiting.append(element)
        return true
      }
      if let isAdded { return isAdded }
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          guard !state.isClosed, !state.isDraining, state.waiting.count >= Self.maxLogins else {
            return false
          }
          state.adder = continuation
          return true
        }
        if !waits { continuation.resume() }
      }
    }
  }

  /// The login whose answer comes next; nil when there are no more.
  func next() async -> Element? {
    while true {
      let (element, isOver): (Element?, Bool) = change { state in
        if state.isClosed { return (nil, true) }
        if state.waiting.isEmpty { return (nil, state.isFinished) }
        return (state.waiting.removeFirst(), false)
      }
      if element != nil || isOver { return element }
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          guard state.waiting.isEmpty, !state.isFinished, !state.isClosed else { return false }
          state.taker = continuation
          return true
        }
        if !waits { continuation.resume() }
      }
    }
  }

  /// Says that no more are added; those that were are still answered.
  func finish() {
    change { $0.isFinished = true }
  }

  /// Says that no more are added because the server stops.
  func drain() {
    change {
      $0.isFinished = true
      $0.isDraining = true
    }
  }

  /// Whether logins may have been left out because the server stops.
  var isDraining: Bool { state.withLock(\.isDraining) }

  /// Says that nobody answers any more.
  func close() {
    change { $0.isClosed = true }
  }

  /// Changes the state, and wakes whoever waits for that.
  private func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
    let (value, waiters) = state.withLock { state in
      let value = body(&state)
      return (value, state.waiters())
    }
    for waiter in waiters { waiter.resume() }
    return value
  }
}

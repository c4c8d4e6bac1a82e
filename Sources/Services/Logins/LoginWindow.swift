internal import Cleanup
internal import Jobs
internal import Synchronization

/// The logins of one stream that were taken and not yet answered, in order; one task adds them, and one
/// answers them.
final class LoginWindow: Sendable {
  /// Logins of a stream that are on their way at once; the client is held back beyond.
  static let maxLogins = 512

  /// Logins that wait together, or one that was refused at once.
  typealias Element = Result<LoginTicket, Refusal>

  private struct State {
    var waiting: [Element] = []
    /// How many logins are not answered.
    var count = 0
    /// Nothing more is added.
    var isFinished = false
    /// That is so because the server stops.
    var isDraining = false
    /// Nobody answers any more.
    var isClosed = false
    var adder: CheckedContinuation<Void, Never>?
    var taker: CheckedContinuation<Void, Never>?

    /// For how many logins there is room; nil when no more are taken.
    var room: Int? { isClosed || isDraining ? nil : LoginWindow.maxLogins - count }

    /// Whoever waits for a change of the state.
    mutating func waiters() -> [CheckedContinuation<Void, Never>] {
      defer { (adder, taker) = (nil, nil) }
      return [adder, taker].compactMap(\.self)
    }
  }

  private let state = Mutex(State())

  /// For how many logins there is room, once there is some; nil when no more are taken.
  func room() async -> Int? {
    while true {
      let room = state.withLock(\.room)
      if room != 0 { return room }
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          guard state.room == 0 else { return false }
          state.adder = continuation
          return true
        }
        if !waits { continuation.resume() }
      }
    }
  }

  /// Adds logins for which there was room. Once no more are taken they are left out.
  func add(_ logins: Element) {
    change { state in
      guard state.room != nil else { return }
      state.waiting.append(logins)
      state.count += logins.count
    }
  }

  /// The logins whose answers come next; nil when there are no more.
  func next() async -> Element? {
    while true {
      let (element, isOver): (Element?, Bool) = state.withLock { state in
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

  /// Notes that the logins which came next are answered.
  func answered(_ logins: Element) {
    change { $0.count -= logins.count }
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
  private func change(_ body: (inout State) -> Void) {
    let waiters = state.withLock { state in
      body(&state)
      return state.waiters()
    }
    for waiter in waiters { waiter.resume() }
  }
}

extension Result<LoginTicket, Refusal> {
  /// How many logins these are.
  var count: Int {
    switch self {
    case .success(let ticket): ticket.count
    case .failure: 1
    }
  }
}

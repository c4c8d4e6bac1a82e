/// When a client connects, waits and gives up, without a clock and without a connection: each
/// method says what has happened and answers what to do.
struct ChannelMachine {
  /// What to do with a call that asks for a connection.
  enum Arrival: Equatable {
    /// There is one.
    case proceeds
    /// It waits; whether an attempt to connect has to begin with it.
    case waits(connecting: Bool)
    /// There is none to be had.
    case fails(Status)
  }

  private enum State {
    case idle, connecting, ready, backingOff, shutdown
  }

  private var state = State.idle
  private var backoff: Backoff
  /// Why the last attempt to connect failed; `nil` after one that went well.
  private(set) var lastFailure: Status?

  init(_ policy: BackoffPolicy) {
    backoff = Backoff(policy)
  }

  /// The state as it is told to others.
  var connectivity: Connectivity {
    switch state {
    case .idle: .idle
    case .connecting: .connecting
    case .ready: .ready
    case .backingOff: .transientFailure
    case .shutdown: .shutdown
    }
  }

  /// Notes that a call asks for a connection.
  mutating func callArrives(_ patience: Patience) -> Arrival {
    switch state {
    case .ready: return .proceeds
    case .connecting: return .waits(connecting: false)
    case .idle:
      state = .connecting
      return .waits(connecting: true)
    case .backingOff:
      guard patience == .failsFast, let lastFailure else { return .waits(connecting: false) }
      return .fails(lastFailure)
    case .shutdown: return .fails(Self.closed)
    }
  }

  /// Notes that a connection is there; false when nobody wants it any more.
  mutating func connected() -> Bool {
    guard state == .connecting else { return false }
    state = .ready
    lastFailure = nil
    backoff.reset()
    return true
  }

  /// Notes that no connection could be made, and answers how long to wait before the next attempt;
  /// waits count from the beginning of an attempt. A number drawn from 0...1 keeps clients apart.
  mutating func connectingFailed(
    _ status: Status, took: Duration, draw: Double
  ) -> Duration? {
    guard state == .connecting else { return nil }
    state = .backingOff
    lastFailure = status
    return max(.zero, backoff.next(draw: draw) - took)
  }

  /// Notes that the wait is over, and answers whether an attempt to connect begins.
  mutating func waitEnded(hasWaitingCalls: Bool) -> Bool {
    guard state == .backingOff else { return false }
    state = hasWaitingCalls ? .connecting : .idle
    return hasWaitingCalls
  }

  /// Notes that the connection takes no more calls.
  mutating func connectionEnded() {
    if state == .ready { state = .idle }
  }

  /// Notes that the client was closed.
  mutating func shutDown() {
    state = .shutdown
  }

  /// What calls of a closed client end with.
  static let closed = Status(.unavailable, "the client is closed")
}

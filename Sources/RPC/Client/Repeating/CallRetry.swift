/// Whether a call is made again after an attempt that failed: every rule about repeats, without a
/// clock and without a connection.
///
/// What a server has provably not looked at is repeated whatever the call does: at once when the
/// request never went out, at once and then after waits when the server refused it. Everything
/// else is repeated only when the call is marked safe, and nothing once its caller has seen a part
/// of the answer.
struct CallRetry {
  /// How often a request that never went out is sent at once on another connection.
  static let maxUnsentRepeats = 5
  /// How often a request that the server refused is sent again at once.
  static let maxRefusedRepeats = 1

  /// How an attempt ended.
  struct Ending {
    /// With which status.
    var code: Status.Code
    /// What is known of the request.
    var fate: Fate
    /// What the server's trailers say about repeats.
    var pushback: Pushback?
    /// How long to wait at least, if the server's status says so.
    var hint: Duration?
    /// How long the call may still take.
    var timeLeft: Duration
  }

  /// What follows from it.
  enum Decision: Equatable {
    /// The call ends with the status.
    case giveUp
    /// The call is made again after a wait.
    case again(after: Duration)
  }

  private let policy: RetryPolicy
  private let isSafe: Bool
  private var backoff: Backoff
  private var unsentRepeats = 0
  private var refusedRepeats = 0
  private var isOver = false
  /// How many attempts before this one the server may have seen.
  private(set) var previousAttempts = 0

  init(_ policy: RetryPolicy, isSafe: Bool) {
    self.policy = policy
    self.isSafe = isSafe
    backoff = Backoff(policy.backoff)
  }

  /// Notes that the caller has seen a part of the answer, or that the request is not kept.
  mutating func commit() {
    isOver = true
  }

  /// Decides what follows from a failed attempt; after `giveUp` that is always the answer. A number
  /// drawn from 0...1 keeps clients that wait apart.
  mutating func decide(
    _ ending: Ending, throttle: inout RetryThrottle, draw: Double
  ) -> Decision {
    if !isOver, let wait = wait(ending, &throttle, draw), wait < ending.timeLeft {
      return .again(after: wait)
    }
    isOver = true
    return .giveUp
  }

  private mutating func wait(
    _ ending: Ending, _ throttle: inout RetryThrottle, _ draw: Double
  ) -> Duration? {
    switch ending.fate {
    case .unsent where unsentRepeats < Self.maxUnsentRepeats:
      unsentRepeats += 1
      return .zero
    case .refused where refusedRepeats < Self.maxRefusedRepeats:
      refusedRepeats += 1
      return .zero
    case .refused, .unsent:
      break
    case .unknown, .unconnected:
      guard isSafe, policy.codes.contains(ending.code) else { return nil }
    }
    // A server that cannot be reached is not burdened by calls, so they do not count.
    if ending.fate != .unconnected { throttle.countFailure() }
    guard previousAttempts + 1 < policy.maxAttempts, throttle.isOpen else { return nil }
    previousAttempts += 1
    return wait(ending, draw)
  }

  private mutating func wait(_ ending: Ending, _ draw: Double) -> Duration? {
    switch ending.pushback {
    case .never: return nil
    case .after(let time):
      // The server knows better, and later waits begin anew (proposal A6).
      backoff.reset()
      return time
    case nil: return max(backoff.next(draw: draw), ending.hint ?? .zero)
    }
  }
}

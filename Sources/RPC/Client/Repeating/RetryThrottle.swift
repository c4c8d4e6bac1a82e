/// Stops a client from repeating calls to servers that fail most of them (gRPC's proposal A6,
/// "Throttling Retry Attempts and Hedged RPCs").
struct RetryThrottle {
  /// Everything is counted in the part of a token that one good call earns.
  private let parts: Int
  private let most: Int
  private var left: Int

  init(_ policy: RetryPolicy) {
    parts = max(1, policy.callsPerToken)
    most = policy.throttleTokens * parts
    left = most
  }

  /// Whether calls may be repeated.
  var isOpen: Bool { left > most / 2 }

  /// Counts an attempt that failed in a way that makes calls be repeated.
  mutating func countFailure() {
    left = max(0, left - parts)
  }

  /// Counts a call that went well.
  mutating func countSuccess() {
    left = min(most, left + 1)
  }
}

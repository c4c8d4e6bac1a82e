internal import Cleanup

/// Calls that may still be made: every call takes one, and time gives some back.
struct TokenBucket: Hashable, Sendable {
  private static let microsecondsPerSecond = 1_000_000.0

  private var left: Double
  private var filledAt: Moment

  /// A full bucket.
  init(burst: Double, at now: Moment) {
    left = burst
    filledAt = now
  }

  /// Takes one call; false when there is none left.
  mutating func take(at now: Moment, perSecond: Double, burst: Double) -> Bool {
    fill(at: now, perSecond: perSecond, burst: burst)
    guard left >= 1 else { return false }
    left -= 1
    return true
  }

  /// Whether a bucket would be full by now, so that a new one is as good.
  func isFull(at now: Moment, perSecond: Double, burst: Double) -> Bool {
    var copy = self
    copy.fill(at: now, perSecond: perSecond, burst: burst)
    return copy.left >= burst
  }

  private mutating func fill(at now: Moment, perSecond: Double, burst: Double) {
    // A clock that is set back gives nothing, and takes nothing away.
    let passed = max(Double(now.microseconds - filledAt.microseconds), 0)
    left = min(burst, left + passed / Self.microsecondsPerSecond * perSecond)
    filledAt = now
  }
}

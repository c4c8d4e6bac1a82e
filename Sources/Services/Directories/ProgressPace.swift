/// Lets progress be told once a second at most.
struct ProgressPace {
  private static let interval = Duration.seconds(1)
  private var last: ContinuousClock.Instant?

  /// Whether progress may be told now; counted as told then.
  mutating func isDue() -> Bool {
    let now = ContinuousClock.now
    if let last, now - last < Self.interval { return false }
    last = now
    return true
  }
}

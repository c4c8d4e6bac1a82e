/// Gives one wait after the other as a policy has it.
struct Backoff {
  let policy: BackoffPolicy
  private var current: Duration?

  init(_ policy: BackoffPolicy) {
    self.policy = policy
  }

  /// The next wait.
  mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
    let base = min(current.map { $0 * policy.multiplier } ?? policy.initial, policy.longest)
    current = base
    return base * Double.random(in: (1 - policy.jitter)...(1 + policy.jitter), using: &generator)
  }

  /// Begins with the first wait again.
  mutating func reset() {
    current = nil
  }
}

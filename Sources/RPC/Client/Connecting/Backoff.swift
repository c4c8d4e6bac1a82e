/// Gives one wait after the other as a policy has it.
struct Backoff {
  let policy: BackoffPolicy
  private var current: Duration?

  init(_ policy: BackoffPolicy) {
    self.policy = policy
  }

  /// The next wait; a number drawn from 0...1 says where within the policy's jitter it lies.
  mutating func next(draw: Double) -> Duration {
    let base = min(current.map { $0 * policy.multiplier } ?? policy.initial, policy.longest)
    current = base
    return base * (1 + policy.jitter * (2 * draw - 1))
  }

  /// Begins with the first wait again.
  mutating func reset() {
    current = nil
  }
}

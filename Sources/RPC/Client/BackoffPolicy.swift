/// How waits between attempts grow, as in gRPC's document "Connection Backoff".
package struct BackoffPolicy: Hashable, Sendable {
  /// The first wait.
  package var initial: Duration
  /// By how much each wait is longer than the one before.
  package var multiplier: Double
  /// Which part of a wait is added or taken off at random, so that clients do not come in step.
  package var jitter: Double
  /// The longest wait, before jitter.
  package var longest: Duration

  /// A policy from its parts.
  package init(
    initial: Duration, multiplier: Double = 1.6, jitter: Double = 0.2, longest: Duration
  ) {
    self.initial = initial
    self.multiplier = multiplier
    self.jitter = jitter
    self.longest = longest
  }

  /// Between attempts to connect: the numbers of gRPC's document.
  package static let connecting = BackoffPolicy(initial: .seconds(1), longest: .seconds(120))
  /// Between attempts of one call.
  package static let repeating = BackoffPolicy(
    initial: .milliseconds(100), multiplier: 2, longest: .seconds(5))
}

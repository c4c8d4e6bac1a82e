/// How calls that are marked safe are repeated (gRPC's proposal A6, "Client Retries").
package struct RetryPolicy: Hashable, Sendable {
  /// How often a call is made, the first time included.
  package var maxAttempts = 4
  /// How long to wait between attempts; a server that says how long is waited for at least so
  /// long.
  package var backoff = BackoffPolicy.repeating
  /// With which ends a call is repeated.
  package var codes: Set<Status.Code> = [.unavailable]
  /// How many tokens a client has to spend on repeats: each failure costs one, and nothing is
  /// repeated while no more than half of them are left.
  package var throttleTokens = 100
  /// How many calls that go well earn a token.
  package var callsPerToken = 10

  /// The policy as it is documented.
  package init() {}

  /// Nothing is repeated but what a server has provably not looked at.
  package static let none: RetryPolicy = {
    var policy = RetryPolicy()
    policy.maxAttempts = 1
    return policy
  }()
}

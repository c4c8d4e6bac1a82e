/// What one round came to.
struct Round: Hashable, Sendable {
  /// Our side.
  var ours: Double
  /// The peer's side; nil where a row has a bound instead of a peer.
  var peer: Double?

  /// What is held against the target: the ratio, or our side where there is no peer.
  var value: Double { peer.map { ours / $0 } ?? ours }
}

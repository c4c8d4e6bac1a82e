/// How much JSON of a stranger may hold.
struct JSONLimits: Hashable, Sendable {
  /// What the header of an ID token may hold, and its claims.
  static let token = JSONLimits(depth: 8, values: 1000)
  /// What an identity provider may publish in one document.
  static let document = JSONLimits(depth: 8, values: 10_000)

  /// Most lists and objects that lie in each other.
  var depth: Int
  /// Most values, lists and objects included.
  var values: Int
}

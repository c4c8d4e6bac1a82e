package import JSON

extension JSONLimits {
  /// What the header of an ID token may hold, and its claims.
  package static let token = JSONLimits(depth: 8, values: 1000)
  /// What an identity provider may publish in one document.
  package static let document = JSONLimits(depth: 8, values: 10_000)
}

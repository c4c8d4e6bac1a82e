/// Whether calls are taken.
package enum ServingStatus: Hashable, Sendable, WireCode {
  /// Calls are taken.
  case serving
  /// Calls are not taken now.
  case notServing
  /// No service has the name; only `Watch` says so.
  case serviceUnknown

  static let wireOrder: [ServingStatus] = [.serving, .notServing, .serviceUnknown]
}

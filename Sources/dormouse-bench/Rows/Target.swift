/// What a row has to reach; what is measured is better when it is smaller.
enum Target: Hashable, Sendable {
  /// At most so many times what the peer needs.
  case ratio(Double)
  /// At most so much, in the row's unit.
  case bound(Double)
  /// Nothing: the ratio is told, and nobody said what it should be.
  case reported

  /// The number that must not be passed.
  var limit: Double {
    switch self {
    case .ratio(let limit), .bound(let limit): limit
    case .reported: .infinity
    }
  }
}

internal import Glibc

extension String {
  /// Negative, zero or positive: how SQLite compares two texts. Swift takes texts for equal that only
  /// look alike.
  func byteOrder(to other: String) -> Int {
    var (left, right) = (self, other)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        let count = min(left.count, right.count)
        // An empty text may have no address.
        let order =
          left.baseAddress.flatMap { left in right.baseAddress.map { memcmp(left, $0, count) } }
          ?? 0
        return order == 0 ? left.count - right.count : Int(order)
      }
    }
  }
}

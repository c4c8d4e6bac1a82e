/// Some rows of a table, of which most are there: a bit for each up to the last.
struct RowSet: Sendable {
  private var words: [UInt64] = []

  /// Adds a row; false when it was there.
  @discardableResult
  mutating func insert(_ row: Int64) -> Bool {
    let word = Int(row >> 6)
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    let bit = UInt64(1) << UInt64(row & 63)
    defer { words[word] |= bit }
    return words[word] & bit == 0
  }

  /// Whether a row is there.
  func contains(_ row: Int64) -> Bool {
    let word = Int(row >> 6)
    return word < words.count && words[word] & (1 << UInt64(row & 63)) != 0
  }

  /// The next rows behind one, in order.
  func rows(after row: Int64, most: Int) -> [Int64] {
    var found: [Int64] = []
    var next = row + 1
    while found.count < most, Int(next >> 6) < words.count {
      let rest = words[Int(next >> 6)] >> UInt64(next & 63)
      if rest == 0 {
        next = (next >> 6 + 1) << 6
      } else {
        next += Int64(rest.trailingZeroBitCount)
        found.append(next)
        next += 1
      }
    }
    return found
  }
}

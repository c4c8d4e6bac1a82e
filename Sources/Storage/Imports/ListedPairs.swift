/// Who is in which group, as a listing says it: the rows of both in eight bytes.
struct ListedPairs {
  private var pairs: [UInt64] = []
  private var isSorted = true

  /// Notes that a user is in a group.
  mutating func add(user: Int64, group: Int64) throws(StorageError) {
    guard let high = UInt32(exactly: user), let low = UInt32(exactly: group) else {
      throw StorageError(.full, "the tenant has more users or groups than can be listed")
    }
    pairs.append(UInt64(high) << 32 | UInt64(low))
    isSorted = false
  }

  /// The groups of a user, in order, from a place on that moves on behind them. Users are asked for in order.
  mutating func groups(of user: Int64, from place: inout Int) -> [Int64] {
    sort()
    while place < pairs.count, pairs[place] >> 32 < UInt64(user) { place += 1 }
    var groups: [Int64] = []
    while place < pairs.count, pairs[place] >> 32 == UInt64(user) {
      let group = Int64(pairs[place] & 0xFFFF_FFFF)
      if groups.last != group { groups.append(group) }
      place += 1
    }
    return groups
  }

  /// Whether a user is in any group.
  mutating func contains(user: Int64) -> Bool {
    sort()
    var (first, last) = (0, pairs.count)
    while first < last {
      let middle = (first + last) / 2
      if pairs[middle] >> 32 < UInt64(user) { first = middle + 1 } else { last = middle }
    }
    return first < pairs.count && pairs[first] >> 32 == UInt64(user)
  }

  private mutating func sort() {
    if isSorted { return }
    pairs.sort()
    isSorted = true
  }
}

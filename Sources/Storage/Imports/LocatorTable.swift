/// The rows of users, or of groups, by the keys of their locators: 24 bytes each, sorted before they are
/// looked for.
struct LocatorTable {
  private struct Entry {
    var key: LocatorKey
    var row: Int64
  }

  /// Entries that share a mark, about.
  private static let entriesForMark = 1

  private var entries: [Entry] = []
  /// Where the entries begin whose keys have so much in their first bits, as many bits as tell marks apart.
  private var marks: [UInt32] = []
  private var markBits = 0
  private var isSorted = false

  /// Notes who is at a locator now: what took the place of another is listed behind it.
  mutating func add(_ key: LocatorKey, row: Int64) {
    entries.append(Entry(key: key, row: row))
    isSorted = false
  }

  /// The row at a locator; nil for none.
  mutating func row(of key: LocatorKey) -> Int64? {
    sort()
    let mark = Self.mark(of: key, bits: markBits)
    // Keys are spread evenly, so that only a few have the same first bits.
    for index in Int(marks[mark])..<Int(marks[mark + 1]) where entries[index].key == key {
      return entries[index].row
    }
    return nil
  }

  /// Every locator with its row.
  mutating func all() -> some Sequence<(key: LocatorKey, row: Int64)> {
    sort()
    return entries.lazy.map { (key: $0.key, row: $0.row) }
  }

  /// Brings them into order; of those at one locator the last stays.
  private mutating func sort() {
    if isSorted { return }
    // Sorting keeps the order of what is equal.
    entries.sort { $0.key < $1.key }
    var count = 0
    for entry in entries {
      if count > 0, entries[count - 1].key == entry.key { count -= 1 }
      entries[count] = entry
      count += 1
    }
    entries.removeLast(entries.count - count)
    setMarks()
    isSorted = true
  }

  private mutating func setMarks() {
    markBits = max(0, Int.bitWidth - (entries.count / Self.entriesForMark).leadingZeroBitCount)
    marks = []
    marks.reserveCapacity(1 << markBits + 1)
    var index = 0
    for mark in 0..<1 << markBits {
      while index < entries.count, Self.mark(of: entries[index].key, bits: markBits) < mark {
        index += 1
      }
      marks.append(UInt32(index))
    }
    marks.append(UInt32(entries.count))
  }

  /// The first bits of a key.
  private static func mark(of key: LocatorKey, bits: Int) -> Int {
    bits == 0 ? 0 : Int(key.high >> UInt64(64 - bits))
  }
}

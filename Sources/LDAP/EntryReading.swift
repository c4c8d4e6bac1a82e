/// Gathers the attributes of an entry with their values, all in one piece of memory.
struct EntryReading {
  /// Bytes of values for which room is made before they come.
  private static let largeBytes = 1 << 16
  /// Bytes of the values of most entries that are users, and how many values and attributes these have.
  private static let usual = (bytes: 256, values: 16)

  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var names: [(name: String, first: Int)] = []

  init() {
    bytes.reserveCapacity(Self.usual.bytes)
    ends.reserveCapacity(Self.usual.values)
    names.reserveCapacity(Self.usual.values)
  }

  /// Begins an attribute with so many values of so many bytes together.
  mutating func begin(_ name: String, count: Int, bytes byteCount: Int) {
    names.append((name: name, first: ends.count))
    // Room that grows by itself would be twice as much, and what was there before beside it.
    if byteCount > Self.largeBytes {
      bytes.reserveCapacity(bytes.count + byteCount)
      ends.reserveCapacity(ends.count + count)
    }
  }

  /// Adds a value to the attribute that was begun last.
  mutating func append(_ value: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: value)
    // A message of the server's is far smaller than what this can count.
    ends.append(UInt32(bytes.count))
  }

  /// What was gathered.
  var attributes: [LDAPEntry.Attribute] {
    names.indices.map { index in
      let last = index + 1 < names.count ? names[index + 1].first : ends.count
      return LDAPEntry.Attribute(
        name: names[index].name,
        values: LDAPValues(bytes, ends: ends, places: names[index].first..<last))
    }
  }
}

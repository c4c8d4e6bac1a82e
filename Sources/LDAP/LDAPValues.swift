/// Values of an attribute, side by side in a piece of memory that all attributes of an entry share: a group may
/// have hundreds of thousands.
package struct LDAPValues: Hashable, Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private let bytes: [UInt8]
  /// Where each value of the entry ends.
  private let ends: [UInt32]
  /// Those of them that are meant.
  private let places: Range<Int>

  init(_ bytes: [UInt8], ends: [UInt32], places: Range<Int>) {
    self.bytes = bytes
    self.ends = ends
    self.places = places
  }

  /// Values, in order.
  package init(_ values: some Sequence<[UInt8]>) {
    var (bytes, ends): ([UInt8], [UInt32]) = ([], [])
    for value in values {
      bytes += value
      ends.append(UInt32(bytes.count))
    }
    self.init(bytes, ends: ends, places: 0..<ends.count)
  }

  /// Values, in order.
  package init(arrayLiteral values: [UInt8]...) {
    self.init(values)
  }

  /// Bytes of all values.
  var byteCount: Int { isEmpty ? 0 : Int(ends[places.upperBound - 1]) - start(of: 0) }

  /// The place of the first value.
  package var startIndex: Int { 0 }
  /// The place behind the last value.
  package var endIndex: Int { places.count }

  /// A value.
  package subscript(position: Int) -> ArraySlice<UInt8> {
    bytes[start(of: position)..<Int(ends[places.lowerBound + position])]
  }

  private func start(of position: Int) -> Int {
    let place = places.lowerBound + position
    return place == 0 ? 0 : Int(ends[place - 1])
  }

  /// Whether both have the same values.
  package static func == (one: LDAPValues, other: LDAPValues) -> Bool {
    one.elementsEqual(other)
  }

  package func hash(into hasher: inout Hasher) {
    for value in self { hasher.combine(value) }
  }
}

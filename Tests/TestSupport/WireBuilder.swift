/// Writes protobuf's wire format by hand, right or wrong.
package struct WireBuilder {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// A field's tag: its number and its wire type.
  package mutating func tag(_ number: UInt64, _ wireType: UInt64) {
    varint(number << 3 | wireType)
  }

  /// A number without a tag.
  package mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// A length-prefixed field: text, bytes, a message or packed values.
  package mutating func field(_ number: UInt64, _ value: some Collection<UInt8>) {
    tag(number, 2)
    varint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  /// A field that is a varint.
  package mutating func field(_ number: UInt64, varint value: UInt64) {
    tag(number, 0)
    varint(value)
  }
}

/// Walks over the fields of one encoded message without unpacking anything.
struct WireCursor {
  /// One field: its number, and its value with neither tag nor length.
  struct Field {
    var number: UInt32
    var wireType: WireType
    var value: UnsafeRawBufferPointer
    /// Where the tag starts, counted from the start of the message. Unit: bytes.
    var offset: Int
  }

  /// The most bytes of a varint of 64 bits.
  private static let longestVarint = 10

  private let bytes: UnsafeRawBufferPointer  // borrowed from the caller
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The next field, or nil at the end of the message.
  mutating func next() throws(ProtobufError) -> Field? {
    guard !isAtEnd else { return nil }
    let offset = position
    let tag = try varint()
    guard tag >> 3 != 0, tag <= UInt64(UInt32.max),
      let wireType = WireType(rawValue: UInt8(tag & 7))
    else {
      throw ProtobufError(code: .malformed, message: "A field has an invalid tag.")
    }
    let value = try value(wireType)
    return Field(number: UInt32(tag >> 3), wireType: wireType, value: value, offset: offset)
  }

  /// The value of a field that comes next, whose number is below 16, and whose value is a number below
  /// 128; nil, with nothing taken, where anything else comes.
  mutating func smallNumber(_ field: UInt8) -> UInt8? {
    guard bytes.count - position >= 2, bytes[position] == field << 3 | WireType.varint.rawValue,
      bytes[position + 1] < 0x80
    else { return nil }
    position += 2
    return bytes[position - 1]
  }

  /// The next varint, for walking over a packed field.
  mutating func varint() throws(ProtobufError) -> UInt64 {
    var result: UInt64 = 0
    for index in 0..<Self.longestVarint {
      guard position < bytes.count else { throw Self.truncated }
      let byte = bytes[position]
      position += 1
      result |= UInt64(byte & 0x7F) << (7 * UInt64(index))
      if byte < 0x80 { return result }
    }
    throw ProtobufError(code: .malformed, message: "A varint has more than ten bytes.")
  }

  private mutating func value(
    _ wireType: WireType
  ) throws(ProtobufError) -> UnsafeRawBufferPointer {
    switch wireType {
    case .varint:
      let start = position
      _ = try varint()
      return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
    case .fixed64: return try take(8)
    case .fixed32: return try take(4)
    case .lengthPrefixed:
      let length = try varint()
      guard length <= UInt64(bytes.count - position) else { throw Self.truncated }
      return try take(Int(length))
    }
  }

  private mutating func take(_ count: Int) throws(ProtobufError) -> UnsafeRawBufferPointer {
    guard count <= bytes.count - position else { throw Self.truncated }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  private static var truncated: ProtobufError {
    ProtobufError(code: .truncated, message: "The message ends within a field.")
  }
}

internal import CMessages
internal import Protobuf

/// Fields that hold one plain value. An absent one reads as its default, as proto3 has it.
extension WireCoder {
  /// Text.
  func text(_ value: inout String, _ c: inout UnsafeMutablePointer<CChar>?) {
    switch direction {
    case .reading: value = c.map { String(cString: $0) } ?? ""
    case .writing: c = arena.string(value)
    }
  }

  /// Several texts.
  func texts(
    _ values: inout [String],
    _ c: inout UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: inout Int
  ) {
    switch direction {
    case .reading:
      values = UnsafeBufferPointer(start: c, count: count).compactMap {
        $0.map { String(cString: $0) }
      }
    case .writing:
      var pointers: [UnsafeMutablePointer<CChar>?] = []
      for value in values { pointers.append(arena.string(value)) }
      c = arena.array(pointers)
      count = values.count
    }
  }

  /// Bytes, by the two parts of a `ProtobufCBinaryData`.
  func bytes(
    _ value: inout [UInt8], _ count: inout Int, _ c: inout UnsafeMutablePointer<UInt8>?
  ) {
    switch direction {
    case .reading: value = Array(UnsafeBufferPointer(start: c, count: count))
    case .writing: (count, c) = arena.bytes(value)
    }
  }

  /// Several byte strings.
  func byteStrings(
    _ values: inout [[UInt8]], _ c: inout UnsafeMutablePointer<ProtobufCBinaryData>?,
    _ count: inout Int
  ) {
    switch direction {
    case .reading:
      values = UnsafeBufferPointer(start: c, count: count).map {
        Array(UnsafeBufferPointer(start: $0.data, count: $0.len))
      }
    case .writing:
      var copies: [ProtobufCBinaryData] = []
      for value in values {
        let (count, address) = arena.bytes(value)
        copies.append(ProtobufCBinaryData(len: count, data: address))
      }
      c = arena.array(copies)
      count = values.count
    }
  }

  /// A Boolean.
  func flag(_ value: inout Bool, _ c: inout Int32) {
    switch direction {
    case .reading: value = c != 0
    case .writing: c = value ? 1 : 0
    }
  }

  /// A count; what does not fit into 32 bits is sent as the largest that does.
  func count(_ value: inout Int, _ c: inout Int32) {
    switch direction {
    case .reading: value = Int(c)
    case .writing: c = Int32(clamping: value)
    }
  }

  /// A count of which 0 means another.
  func count(_ value: inout Int, _ c: inout Int32, else other: Int) {
    count(&value, &c)
    if value == 0 { value = other }
  }

  /// Several counts; what does not fit into 32 bits is sent as the largest that does.
  func counts(
    _ values: inout [Int], _ c: inout UnsafeMutablePointer<Int32>?, _ count: inout Int
  ) {
    switch direction {
    case .reading: values = UnsafeBufferPointer(start: c, count: count).map(Int.init)
    case .writing:
      c = arena.array(values.map { Int32(clamping: $0) })
      count = values.count
    }
  }

  /// A number of 64 bits.
  func number(_ value: inout Int64, _ c: inout Int64) {
    switch direction {
    case .reading: value = c
    case .writing: c = value
    }
  }
}

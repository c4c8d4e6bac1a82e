internal import CProtobufC

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Everything that is checked before protobuf-c sees a message, because it does not check it.
///
/// One pass over the bytes along the descriptors: depth, field layout, and that every string is
/// UTF-8 without U+0000. Allocates nothing unless something is wrong. Recursion is bounded by
/// ``DecodingLimits/depth``.
struct WireCheck {
  let depthLimit: Int

  /// Checks a message of a type that stands `depth` deep; the outermost has depth 1.
  func check(
    _ bytes: UnsafeRawBufferPointer, as type: MessageDescriptor, depth: Int = 1
  ) throws(ProtobufError) {
    guard depth <= depthLimit else {
      throw ProtobufError(
        code: .tooDeep, message: "Messages are nested deeper than \(depthLimit) levels.")
    }
    var cursor = WireCursor(bytes)
    while let field = try cursor.next() {
      guard let known = type.field(number: field.number) else { continue }
      do {
        try check(field, as: known.pointee, depth: depth)
      } catch {
        throw error.within(name(of: known.pointee, at: field.offset, in: bytes))
      }
    }
  }

  private func check(
    _ field: WireCursor.Field, as known: ProtobufCFieldDescriptor, depth: Int
  ) throws(ProtobufError) {
    guard field.wireType == known.wireType else {
      guard known.isRepeated, field.wireType == .lengthPrefixed else {
        throw ProtobufError(code: .malformed, message: "The field has the wrong wire type.")
      }
      return try checkPacked(field.value, as: known.wireType)
    }
    if let nested = known.messageType {
      try check(field.value, as: nested, depth: depth + 1)
    } else if known.type == PROTOBUF_C_TYPE_STRING {
      try checkString(field.value)
    }
  }

  private func checkPacked(
    _ bytes: UnsafeRawBufferPointer, as element: WireType
  ) throws(ProtobufError) {
    switch element {
    case .varint:
      var cursor = WireCursor(bytes)
      while !cursor.isAtEnd { _ = try cursor.varint() }
    case .fixed32 where bytes.count % 4 == 0, .fixed64 where bytes.count % 8 == 0: return
    default:
      throw ProtobufError(code: .truncated, message: "A packed field ends within a value.")
    }
  }

  private func checkString(_ bytes: UnsafeRawBufferPointer) throws(ProtobufError) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    if memchr(start, 0, bytes.count) != nil {
      throw ProtobufError(code: .embeddedNUL, message: "The text holds a NUL character.")
    }
    let text = Span<UInt8>(_unsafeElements: bytes.assumingMemoryBound(to: UInt8.self))
    guard (try? UTF8Span(validating: text)) != nil else {
      throw ProtobufError(code: .invalidUTF8, message: "The text is not UTF-8.")
    }
  }

  /// A field's name in an error; of a repeated field with its index, found by walking again.
  private func name(
    of known: ProtobufCFieldDescriptor, at offset: Int, in bytes: UnsafeRawBufferPointer
  ) -> String {
    guard known.isRepeated else { return known.protoName }
    var cursor = WireCursor(bytes)
    var index = 0
    while let field = try? cursor.next(), field.offset < offset {
      if field.number == known.id { index += 1 }
    }
    return "\(known.protoName)[\(index)]"
  }
}

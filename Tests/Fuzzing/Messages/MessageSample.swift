internal import CProtobufC
internal import TestSupport

@testable internal import Protobuf

/// An encoded message of any type with every field set, to start from.
enum MessageSample {
  /// How deep a message that contains itself is nested.
  private static let maxDepth = 6

  static func bytes(of type: MessageDescriptor, depth: Int = 1) -> [UInt8] {
    wire { builder in
      for field in type.fields {
        append(field, depth, to: &builder)
        if field.isRepeated { append(field, depth, to: &builder) }
      }
    }
  }

  private static func append(
    _ field: ProtobufCFieldDescriptor, _ depth: Int, to builder: inout WireBuilder
  ) {
    let number = UInt64(field.id)
    if let nested = field.messageType {
      if depth < maxDepth { builder.field(number, bytes(of: nested, depth: depth + 1)) }
      return
    }
    switch field.wireType {
    case .varint: builder.field(number, varint: 1)
    case .lengthPrefixed: builder.field(number, "text".utf8)
    case .fixed64:
      builder.tag(number, 1)
      for byte in 1...8 as ClosedRange<UInt64> { builder.varint(byte) }
    case .fixed32:
      builder.tag(number, 5)
      for byte in 1...4 as ClosedRange<UInt64> { builder.varint(byte) }
    }
  }
}

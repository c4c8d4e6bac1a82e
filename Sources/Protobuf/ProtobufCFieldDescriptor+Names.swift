internal import CProtobufC

extension ProtobufCFieldDescriptor {
  /// The field's name as the proto file has it, in snake_case.
  var protoName: String { String(cString: name) }

  /// The field's name in JSON, in lowerCamelCase.
  var jsonName: String { lowerCamelCase(protoName) }

  var isRepeated: Bool { label == PROTOBUF_C_LABEL_REPEATED }

  var isOneof: Bool { flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 }

  /// The type of the messages in this field, if it holds messages.
  var messageType: MessageDescriptor? {
    guard type == PROTOBUF_C_TYPE_MESSAGE else { return nil }
    return MessageDescriptor(
      descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self))
  }

  /// The enum of this field, if it holds enum values.
  var enumType: UnsafePointer<ProtobufCEnumDescriptor>? {
    guard type == PROTOBUF_C_TYPE_ENUM else { return nil }
    return descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
  }

  /// The wire type of one value of this field.
  var wireType: WireType {
    switch type {
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_MESSAGE: .lengthPrefixed
    case PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FLOAT: .fixed32
    case PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_DOUBLE: .fixed64
    default: .varint
    }
  }

  /// The size of one element of this field in a C array. Unit: bytes.
  var elementBytes: Int {
    switch type {
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_MESSAGE: MemoryLayout<UnsafeRawPointer>.size
    case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.size
    case PROTOBUF_C_TYPE_BOOL: MemoryLayout<protobuf_c_boolean>.size
    case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64,
      PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE:
      MemoryLayout<UInt64>.size
    default: MemoryLayout<UInt32>.size
    }
  }
}

/// A name in snake_case as JSON has it: `user_count` becomes `userCount`.
func lowerCamelCase(_ name: some StringProtocol) -> String {
  var result = ""
  var isNextUpper = false
  for character in name {
    if character == "_" {
      isNextUpper = true
    } else {
      result += isNextUpper ? character.uppercased() : String(character)
      isNextUpper = false
    }
  }
  return result
}

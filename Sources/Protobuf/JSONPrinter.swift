internal import CProtobufC

/// Prints any message from its descriptor.
///
/// Recursion follows the message, whose depth is bounded where it was unpacked or built.
struct JSONPrinter {
  var output = JSONOutput()

  mutating func print(_ message: UnsafeRawPointer) throws(ProtobufError) {
    let type = MessageDescriptor(of: message)
    if let wellKnown = WellKnownType(rawValue: type.name) {
      return try printWellKnown(wellKnown, message)
    }
    output.raw("{")
    var isFirst = true
    for field in type.fields where isShown(field, in: message) {
      if !isFirst { output.raw(",") }
      isFirst = false
      output.name(field.jsonName)
      do {
        try print(field, of: message, in: type)
      } catch {
        throw error.within(field.protoName)
      }
    }
    output.raw("}")
  }

  private func isShown(_ field: ProtobufCFieldDescriptor, in message: UnsafeRawPointer) -> Bool {
    if field.isOneof {
      let chosen = message.load(
        fromByteOffset: Int(field.quantifier_offset), as: UInt32.self)
      guard chosen == field.id else { return false }
    }
    guard field.type == PROTOBUF_C_TYPE_MESSAGE, !field.isRepeated else { return true }
    return message.load(fromByteOffset: Int(field.offset), as: UnsafeRawPointer?.self) != nil
  }

  private mutating func print(
    _ field: ProtobufCFieldDescriptor, of message: UnsafeRawPointer, in type: MessageDescriptor
  ) throws(ProtobufError) {
    let value = message + Int(field.offset)
    guard field.isRepeated else { return try printValue(at: value, of: field) }
    let count = message.load(fromByteOffset: Int(field.quantifier_offset), as: Int.self)
    let isMap = field.messageType.map { isMapEntry($0, of: field, in: type) } ?? false
    output.raw(isMap ? "{" : "[")
    let elements = value.load(as: UnsafeRawPointer?.self)
    for index in 0..<(elements == nil ? 0 : count) {
      guard let elements else { break }
      if index > 0 { output.raw(",") }
      let element = elements + index * field.elementBytes
      if isMap {
        try printMapEntry(element.load(as: UnsafeRawPointer.self))
      } else {
        try printValue(at: element, of: field)
      }
    }
    output.raw(isMap ? "}" : "]")
  }

  /// protobuf-c has maps as repeated entries and does not say so; the compiler names the entry's
  /// type after the field, nests it and numbers its two fields, which nobody does by hand.
  private func isMapEntry(
    _ entry: MessageDescriptor, of field: ProtobufCFieldDescriptor, in type: MessageDescriptor
  ) -> Bool {
    let camel = field.jsonName
    let expected = "\(type.name).\(camel.prefix(1).uppercased())\(camel.dropFirst())Entry"
    return entry.name == expected && entry.fields.map(\.protoName) == ["key", "value"]
  }

  private mutating func printMapEntry(_ entry: UnsafeRawPointer) throws(ProtobufError) {
    let fields = MessageDescriptor(of: entry).fields
    // Keys are strings in JSON, whatever their type; numbers are printed and then quoted.
    if fields[0].type == PROTOBUF_C_TYPE_STRING {
      try printValue(at: entry + Int(fields[0].offset), of: fields[0])
    } else {
      var key = JSONPrinter()
      try key.printValue(at: entry + Int(fields[0].offset), of: fields[0])
      output.string(key.output.text.filter { $0 != "\"" })
    }
    output.raw(":")
    try printValue(at: entry + Int(fields[1].offset), of: fields[1])
  }

  mutating func printValue(
    at value: UnsafeRawPointer, of field: ProtobufCFieldDescriptor
  ) throws(ProtobufError) {
    switch field.type {
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SINT32, PROTOBUF_C_TYPE_SFIXED32:
      output.raw(String(value.load(as: Int32.self)))
    case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32:
      output.raw(String(value.load(as: UInt32.self)))
    case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64:
      output.raw("\"\(value.load(as: Int64.self))\"")
    case PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64:
      output.raw("\"\(value.load(as: UInt64.self))\"")
    case PROTOBUF_C_TYPE_FLOAT: output.number(value.load(as: Float.self))
    case PROTOBUF_C_TYPE_DOUBLE: output.number(value.load(as: Double.self))
    case PROTOBUF_C_TYPE_BOOL:
      output.raw(value.load(as: protobuf_c_boolean.self) != 0 ? "true" : "false")
    case PROTOBUF_C_TYPE_ENUM: printEnum(value.load(as: Int32.self), of: field)
    case PROTOBUF_C_TYPE_STRING: output.string(string(at: value))
    case PROTOBUF_C_TYPE_BYTES:
      let data = value.load(as: ProtobufCBinaryData.self)
      output.base64(UnsafeRawBufferPointer(start: data.data, count: data.len))
    default:
      // Only an entry of a map may lack its message, which is then one of defaults.
      guard let message = value.load(as: UnsafeRawPointer?.self) else { return output.raw("{}") }
      try print(message)
    }
  }

  private mutating func printEnum(_ number: Int32, of field: ProtobufCFieldDescriptor) {
    guard let type = field.enumType,
      let value = protobuf_c_enum_descriptor_get_value(type, number)
    else {
      // A number from a newer version of the protos stays a number.
      return output.raw(String(number))
    }
    output.string(String(cString: value.pointee.name))
  }

  func string(at value: UnsafeRawPointer) -> String {
    value.load(as: UnsafePointer<CChar>?.self).map { String(cString: $0) } ?? ""
  }
}

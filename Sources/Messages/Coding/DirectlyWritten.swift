internal import Protobuf

/// A message that is asked for so often that it is written straight to the wire, without the generated
/// message in between.
///
/// A test holds what it writes against what protobuf-c makes of the same value.
protocol DirectlyWritten: Mapped {
  /// Writes every field, those with the highest numbers first.
  func write(to writer: inout WireWriter)
}

extension DirectlyWritten {
  package func withEncoded(_ body: (UnsafeRawBufferPointer) -> Void) {
    var writer = WireWriter()
    write(to: &writer)
    writer.withBytes(body)
  }

  package static func withEncoded(
    each messages: [Self], _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    var writer = WireWriter()
    // Read in their places, lest each is copied.
    let messages = messages.span
    for index in messages.indices {
      writer.clear()
      messages[index].write(to: &writer)
      writer.withBytes(body)
    }
  }

  package func encode() -> [UInt8] {
    var bytes: [UInt8] = []
    withEncoded { bytes = [UInt8]($0) }
    return bytes
  }
}

extension WireWriter {
  /// A nested message, which is written even when it is empty.
  mutating func message(_ field: UInt32, _ value: some DirectlyWritten) {
    let before = byteCount
    value.write(to: &self)
    endMessage(field, from: before)
  }

  /// Nested messages, in order.
  mutating func list(_ field: UInt32, _ values: [some DirectlyWritten]) {
    for index in values.indices.reversed() { message(field, values[index]) }
  }
}

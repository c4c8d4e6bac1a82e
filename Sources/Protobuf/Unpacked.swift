internal import CProtobufC

/// A message unpacked from the wire, freed when it goes out of scope.
package struct Unpacked<Message>: ~Copyable {
  private let message: UnsafePointer<Message>  // borrowed from `arena`
  private let arena: Arena

  /// The memory that the message takes. Unit: bytes.
  var heldBytes: Int { arena.heldBytes }

  /// Checks and unpacks a message.
  ///
  /// - Parameters:
  ///   - bytes: the whole encoded message; needed only during this call.
  ///   - initialize: the generated initialiser of its type, such as `dormouse__v1__run__init`.
  ///   - limits: what the message may ask of us.
  /// - Throws: `truncated`, `malformed`, `tooDeep`, `tooLarge`, `embeddedNUL` or `invalidUTF8`,
  ///   naming the field. A singular submessage that is given twice and whose type has an unset
  ///   `oneof` is `malformed`, which protobuf would merge: protobuf-c refuses it.
  package init(
    _ bytes: UnsafeRawBufferPointer, as initialize: Arena.Initializer<Message>,
    limits: DecodingLimits = .standard
  ) throws(ProtobufError) {
    guard bytes.count <= limits.encodedBytes else {
      throw ProtobufError(
        code: .tooLarge, message: "The message has more than \(limits.encodedBytes) bytes.")
    }
    let type = MessageDescriptor(initialize)
    try WireCheck(depthLimit: limits.depth).check(bytes, as: type)
    let arena = Arena(limitBytes: limits.unpackedBytes)
    let unpacked = arena.withAllocator { allocator in
      protobuf_c_message_unpack(
        type.raw, allocator, bytes.count, bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
    }
    guard let unpacked else {
      throw arena.isExhausted
        ? ProtobufError(
          code: .tooLarge,
          message: "The message unpacks to more than \(limits.unpackedBytes) bytes.")
        : ProtobufError(code: .malformed, message: "The message cannot be unpacked.")
    }
    message = UnsafeRawPointer(unpacked).assumingMemoryBound(to: Message.self)
    self.arena = arena
  }

  /// Lends the message; neither it nor anything that it points to may leave `body`.
  package func withMessage<Result, Failure: Error>(
    _ body: (UnsafePointer<Message>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The message hangs on the arena, though nothing in the types says so.
    defer { withExtendedLifetime(self) { _ in } }
    return try body(message)
  }
}

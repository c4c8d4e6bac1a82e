/// A message unpacked from the wire, freed when it goes out of scope.
///
/// What is generic may be inlined, so that it is made for the type at hand; the work itself knows no
/// type and is done by ``UnpackedMemory``.
package struct Unpacked<Message>: ~Copyable {
  @usableFromInline let memory: UnpackedMemory

  /// The memory that the message takes. Unit: bytes.
  var heldBytes: Int { memory.heldBytes }

  /// Checks and unpacks a message.
  ///
  /// - Parameters:
  ///   - bytes: the whole encoded message; needed only during this call.
  ///   - initialize: the generated initialiser of its type, such as `dormouse__v1__run__init`.
  ///   - limits: what the message may ask of us.
  /// - Throws: `truncated`, `malformed`, `tooDeep`, `tooLarge`, `embeddedNUL` or `invalidUTF8`,
  ///   naming the field. A singular submessage that is given twice and whose type has an unset
  ///   `oneof` is `malformed`, which protobuf would merge: protobuf-c refuses it.
  @inlinable
  package init(
    _ bytes: UnsafeRawBufferPointer, as initialize: Arena.Initializer<Message>,
    limits: DecodingLimits = .standard
  ) throws(ProtobufError) {
    memory = try UnpackedMemory(bytes, as: descriptorAddress(initialize), limits: limits)
  }

  /// Lends the message; neither it nor anything that it points to may leave `body`.
  @inlinable
  package func withMessage<Result, Failure: Error>(
    _ body: (UnsafePointer<Message>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The message hangs on the arena, though nothing in the types says so.
    defer { withExtendedLifetime(memory) { _ in } }
    return try body(memory.address.assumingMemoryBound(to: Message.self))
  }
}

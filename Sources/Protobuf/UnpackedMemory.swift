internal import CProtobufC

/// An unpacked message of any type and the arena that holds it.
@usableFromInline
struct UnpackedMemory: ~Copyable {
  /// The message; borrowed from `arena`.
  @usableFromInline let address: UnsafeRawPointer
  private let arena: Arena

  /// The memory that the message takes. Unit: bytes.
  var heldBytes: Int { arena.heldBytes }

  /// Checks and unpacks a message of the type whose descriptor lies at an address.
  @usableFromInline
  init(
    _ bytes: UnsafeRawBufferPointer, as descriptor: UnsafeRawPointer, limits: DecodingLimits
  ) throws(ProtobufError) {
    guard bytes.count <= limits.encodedBytes else {
      throw ProtobufError(
        code: .tooLarge, message: "The message has more than \(limits.encodedBytes) bytes.")
    }
    let type = MessageDescriptor(address: descriptor)
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
    address = UnsafeRawPointer(unpacked)
    self.arena = arena
  }
}

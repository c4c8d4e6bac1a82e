internal import CProtobufC

/// The encoded form of a message, its unknown fields included.
///
/// protobuf-c leaves out `-0.0` as if it were `0.0`; nothing of ours has a field that could tell.
///
/// - Parameter message: an initialised generated message.
package func packed<Message>(_ message: UnsafePointer<Message>) -> [UInt8] {
  let base = base(of: message)
  let size = protobuf_c_message_get_packed_size(base)
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = buffer.baseAddress.map { protobuf_c_message_pack(base, $0) } ?? 0
  }
}

extension Arena {
  /// How many bytes the encoded form of a message has that was built here.
  @inlinable
  package func packedByteCount<Message>(_ message: UnsafeMutablePointer<Message>) -> Int {
    packedByteCount(at: message)
  }

  /// Encodes a message that was built here into memory with room for `packedByteCount`; answers how
  /// many bytes it wrote.
  @inlinable
  package func pack<Message>(
    _ message: UnsafeMutablePointer<Message>, into memory: UnsafeMutableRawBufferPointer
  ) -> Int {
    pack(at: message, into: memory)
  }

  /// The encoded form of a message that was built here.
  package func packed<Message>(_ message: UnsafeMutablePointer<Message>) -> [UInt8] {
    // The message hangs on the arena, though nothing in the types says so.
    withExtendedLifetime(self) { _ in Protobuf.packed(UnsafePointer(message)) }
  }

  @usableFromInline
  func packedByteCount(at message: UnsafeRawPointer) -> Int {
    withExtendedLifetime(self) { _ in
      protobuf_c_message_get_packed_size(message.assumingMemoryBound(to: ProtobufCMessage.self))
    }
  }

  @usableFromInline
  func pack(at message: UnsafeRawPointer, into memory: UnsafeMutableRawBufferPointer) -> Int {
    withExtendedLifetime(self) { _ in
      memory.assumingMemoryBound(to: UInt8.self).baseAddress.map {
        protobuf_c_message_pack(message.assumingMemoryBound(to: ProtobufCMessage.self), $0)
      } ?? 0
    }
  }
}

/// Every generated message starts with a `ProtobufCMessage`.
private func base<Message>(of message: UnsafePointer<Message>) -> UnsafePointer<ProtobufCMessage> {
  UnsafeRawPointer(message).assumingMemoryBound(to: ProtobufCMessage.self)
}

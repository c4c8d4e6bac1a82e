internal import CProtobufC

/// The encoded form of a message, its unknown fields included.
///
/// protobuf-c leaves out `-0.0` as if it were `0.0`; nothing of ours has a field that could tell.
///
/// - Parameter message: an initialised generated message.
package func packed<Message>(_ message: UnsafePointer<Message>) -> [UInt8] {
  // Every generated message starts with a `ProtobufCMessage`.
  let base = UnsafeRawPointer(message).assumingMemoryBound(to: ProtobufCMessage.self)
  let size = protobuf_c_message_get_packed_size(base)
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = buffer.baseAddress.map { protobuf_c_message_pack(base, $0) } ?? 0
  }
}

extension Arena {
  /// The encoded form of a message that was built here.
  package func packed<Message>(_ message: UnsafeMutablePointer<Message>) -> [UInt8] {
    // The message hangs on the arena, though nothing in the types says so.
    withExtendedLifetime(self) { _ in Protobuf.packed(UnsafePointer(message)) }
  }
}

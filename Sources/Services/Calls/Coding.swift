internal import Cleanup
internal import Messages
internal import NIOCore

/// A message in a buffer, read without a copy.
func decodeMessage<Message: WireMessage>(
  _ type: Message.Type, _ buffer: ByteBuffer
) throws(Refusal) -> Message {
  try buffer.withUnsafeReadableBytes { bytes in
    Result { () throws(Refusal) in try decodeMessage(type, bytes) }
  }.get()
}

/// A message in memory, read without a copy.
func decodeMessage<Message: WireMessage>(
  _ type: Message.Type, _ bytes: UnsafeRawBufferPointer
) throws(Refusal) -> Message {
  do {
    return try Message.decode(bytes)
  } catch {
    throw Refusal(error)
  }
}

/// The bytes of a message for the wire.
func encodeMessage(_ message: some WireMessage) -> ByteBuffer {
  var buffer = ByteBuffer()
  message.withEncoded { buffer = ByteBuffer(bytes: $0) }
  return buffer
}

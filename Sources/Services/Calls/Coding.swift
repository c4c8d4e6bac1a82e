internal import Cleanup
internal import Messages
internal import NIOCore

/// A message in a buffer, read without a copy.
func decodeMessage<Message: WireMessage>(
  _ type: Message.Type, _ buffer: ByteBuffer
) throws(Refusal) -> Message {
  let result = buffer.withUnsafeReadableBytes { bytes in
    Result { () throws(MessageError) in try Message.decode(bytes) }
  }
  do {
    return try result.get()
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

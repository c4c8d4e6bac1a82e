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

/// What most small messages have at most.
private let usualMessageBytes = 96

/// The bytes of messages for the wire, which lie behind each other.
func encodeMessages(_ messages: [some WireMessage]) -> [ByteBuffer] {
  var buffer = ByteBuffer()
  buffer.reserveCapacity(messages.count * usualMessageBytes)
  var ends: [Int] = []
  ends.reserveCapacity(messages.count)
  for message in messages {
    message.withEncoded { buffer.writeBytes($0) }
    ends.append(buffer.writerIndex)
  }
  return ends.compactMap { buffer.readSlice(length: $0 - buffer.readerIndex) }
}

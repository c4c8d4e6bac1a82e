internal import NIOCore

/// Small messages of a stream that are sent in one go: framed one behind the other, so that they cost one
/// step and not one each.
package struct MessageBatch: Sendable {
  /// The messages, each behind its prefix.
  private(set) var bytes = ByteBuffer()
  /// How many bytes the largest message has.
  private(set) var largestBytes = 0

  /// No messages, and room for so many bytes.
  package init(reserving byteCount: Int = 0) {
    bytes.reserveCapacity(byteCount)
  }

  /// Adds a message; false, with nothing added, for one that is large enough to be worth compressing.
  package mutating func append(_ message: UnsafeRawBufferPointer) -> Bool {
    guard message.count < MessageCompression.automaticBytes else { return false }
    MessageDeframer.withPrefix(length: message.count) { _ = bytes.writeBytes($0) }
    bytes.writeBytes(message)
    largestBytes = max(largestBytes, message.count)
    return true
  }
}

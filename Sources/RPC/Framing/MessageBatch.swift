internal import NIOCore

/// Messages of a stream that are sent in one go: small ones are framed one behind the other, so that
/// together they cost one step and not one each.
package struct MessageBatch: Sendable {
  /// What is sent in one step.
  enum Piece {
    /// Small messages, each behind its prefix, and how many bytes the largest has.
    case small(ByteBuffer, largestBytes: Int)
    /// A message that may be worth compressing.
    case large(ByteBuffer)
  }

  private var before: [Piece] = []
  private var small = ByteBuffer()
  private var largestBytes = 0

  /// No messages, and room for so many bytes.
  package init(reserving byteCount: Int = 0) {
    small.reserveCapacity(byteCount)
  }

  /// The messages, in order.
  var pieces: [Piece] {
    if small.readableBytes == 0 { return before }
    return before + [.small(small, largestBytes: largestBytes)]
  }

  /// Adds a message.
  package mutating func append(_ message: UnsafeRawBufferPointer) {
    guard message.count < MessageCompression.automaticBytes else {
      before = pieces + [.large(ByteBuffer(bytes: message))]
      small = ByteBuffer()
      largestBytes = 0
      return
    }
    let byteCount = MessageDeframer.prefixBytes + message.count
    small.writeWithUnsafeMutableBytes(minimumWritableBytes: byteCount) { room in
      MessageDeframer.withPrefix(length: message.count) { room.copyMemory(from: $0) }
      UnsafeMutableRawBufferPointer(rebasing: room[MessageDeframer.prefixBytes...])
        .copyMemory(from: message)
      return byteCount
    }
    largestBytes = max(largestBytes, message.count)
  }
}

internal import NIOCore

/// The requests of a call, kept until it need not be repeated any more.
struct ReplayBuffer {
  private(set) var messages: [FramedMessage] = []
  private var bytes = 0
  private let maxBytes: Int

  init(maxBytes: Int) {
    self.maxBytes = maxBytes
  }

  /// Keeps a message; false when that is too much, and nothing is kept any more.
  mutating func append(_ message: FramedMessage) -> Bool {
    bytes += message.bytes.readableBytes + MessageDeframer.prefixBytes
    guard bytes <= maxBytes else {
      discard()
      return false
    }
    messages.append(message)
    return true
  }

  /// Drops what is kept.
  mutating func discard() {
    messages = []
  }
}

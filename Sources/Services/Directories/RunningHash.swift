internal import Identity
internal import Messages

/// The hash of a stream of messages, made as they come.
struct RunningHash {
  private(set) var value: [UInt8] = []

  /// Takes the next message in: the hash of the old value and the message.
  mutating func add(_ message: some WireMessage) {
    value = RequestHash.of(value + message.encode())
  }
}

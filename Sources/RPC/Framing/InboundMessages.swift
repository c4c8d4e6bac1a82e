internal import NIOCore

/// The messages that came on a stream and were not taken yet, and how much of the flow-control
/// window they hold.
///
/// The window is given back when a message is taken. Bytes of an unfinished message are given back
/// at once as long as nothing else waits, or a message larger than the window could never arrive.
///
/// Compressed messages wait as they came and are inflated when they are taken, one at a time, so
/// that the window bounds what waits however small it was made.
struct InboundMessages {
  /// What `next` finds.
  enum Next {
    /// A message, and how many bytes of window are free now.
    case message(FramedMessage, freedBytes: Int)
    /// The peer has ended the stream, and everything was taken.
    case end
    /// Nothing yet.
    case nothing
  }

  private var deframer: MessageDeframer
  private var messages = CircularBuffer<FramedMessage>(initialCapacity: 2)
  /// How many received bytes have not been given back.
  private var heldWindow = 0
  private var isEnded = false
  /// How many messages have come to their end.
  private(set) var receivedCount = 0

  init(encoding: MessageEncoding, maxMessageBytes: Int) {
    deframer = MessageDeframer(encoding: encoding, maxMessageBytes: maxMessageBytes)
  }

  /// Notes that the one message of a stream came and was taken without waiting here.
  mutating func noteOnlyMessage() {
    receivedCount = 1
    isEnded = true
  }

  /// How messages are compressed whose flag is set.
  var encoding: MessageEncoding {
    get { deframer.encoding }
    set { deframer.encoding = newValue }
  }

  /// How many complete messages wait.
  var count: Int { messages.count }

  /// Whether the peer has ended the stream.
  var hasEnded: Bool { isEnded }

  /// Whether the peer owes us the rest of a message.
  var awaitsRest: Bool { messages.isEmpty && deframer.isInMessage && !isEnded }

  /// How many bytes of an incomplete message are held beyond the window.
  var partialBytes: Int { deframer.heldBytes }

  /// Whether any bytes are held.
  var holdsAnything: Bool { heldWindow > 0 || deframer.isInMessage }

  /// How many bytes are held: of an incomplete message, and of complete ones that wait.
  var heldBytes: Int { partialBytes + (messages.isEmpty ? 0 : heldWindow) }

  /// Takes bytes in and says how many bytes of window are free now.
  mutating func receive(_ input: UnsafeRawBufferPointer) throws(Status) -> Int {
    heldWindow += input.count
    let waiting = messages.count
    try deframer.receive(input, into: &messages)
    receivedCount += messages.count - waiting
    return messages.isEmpty ? freeAll() : 0
  }

  /// Notes that the peer has ended the stream.
  mutating func end() throws(Status) {
    isEnded = true
    if deframer.isInMessage { throw Status(.internalError, "the stream ended inside a message") }
  }

  /// Takes the next message.
  mutating func next() -> Next {
    guard let message = messages.popFirst() else { return isEnded ? .end : .nothing }
    if messages.isEmpty { return .message(message, freedBytes: freeAll()) }
    let freed = min(heldWindow, message.bytes.readableBytes + MessageDeframer.prefixBytes)
    heldWindow -= freed
    return .message(message, freedBytes: freed)
  }

  /// Takes messages that wait, up to the first that is compressed, until so many are taken; says how
  /// many bytes of window are free now.
  mutating func takePlain(_ most: Int, into taken: inout [ByteBuffer]) -> Int {
    var freed = 0
    while taken.count < most, !messages.isEmpty, !messages[messages.startIndex].isCompressed {
      let message = messages.removeFirst().bytes
      freed += message.readableBytes + MessageDeframer.prefixBytes
      taken.append(message)
    }
    if messages.isEmpty { return freeAll() }
    freed = min(heldWindow, freed)
    heldWindow -= freed
    return freed
  }

  /// Drops what waits and says how many bytes of window are free now.
  mutating func discard() -> Int {
    if !messages.isEmpty { messages.removeAll() }
    if deframer.isInMessage { deframer.discard() }
    isEnded = true
    return freeAll()
  }

  private mutating func freeAll() -> Int {
    let freed = heldWindow
    heldWindow = 0
    return freed
  }
}

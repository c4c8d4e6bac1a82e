internal import NIOCore

/// Cuts the bytes of a stream into messages: a flag, a length of four bytes, and so many bytes
/// (gRPC over HTTP/2, "Length-Prefixed-Message").
struct MessageDeframer {
  /// How many bytes stand before each message.
  static let prefixBytes = 5
  /// How much memory is taken at first for a message that is not there yet, whatever it claims.
  private static let firstReservationBytes = 64 * 1024

  /// How messages are compressed whose flag is set; a client learns it from the response's headers.
  var encoding: MessageEncoding
  private let maxMessageBytes: Int
  private var prefix: [UInt8] = []
  /// The message under way and how many bytes it still lacks.
  private var partial: (message: FramedMessage, missingBytes: Int)?

  init(encoding: MessageEncoding, maxMessageBytes: Int) {
    self.encoding = encoding
    self.maxMessageBytes = maxMessageBytes
  }

  /// Whether a message has begun and is not complete.
  var isInMessage: Bool { partial != nil || !prefix.isEmpty }

  /// How many bytes of an incomplete message are held.
  var heldBytes: Int { prefix.count + (partial?.message.bytes.readableBytes ?? 0) }

  /// Takes bytes in and appends the messages that they complete.
  mutating func receive(
    _ input: UnsafeRawBufferPointer, into messages: inout CircularBuffer<FramedMessage>
  ) throws(Status) {
    var rest = input[...]
    while !rest.isEmpty {
      if !isInMessage { try takeWhole(&rest, into: &messages) }
      if rest.isEmpty { return }
      if partial == nil { try beginMessage(&rest) }
      guard var current = partial.take() else { return }
      let count = min(current.missingBytes, rest.count)
      current.message.bytes.writeBytes(UnsafeRawBufferPointer(rebasing: rest.prefix(count)))
      current.missingBytes -= count
      rest = rest.dropFirst(count)
      if current.missingBytes == 0 {
        messages.append(current.message)
      } else {
        partial = current
      }
    }
  }

  /// Takes the messages that stand there whole, one behind the other. They share one piece of memory,
  /// which is no larger than what is received at once.
  private mutating func takeWhole(
    _ rest: inout UnsafeRawBufferPointer.SubSequence,
    into messages: inout CircularBuffer<FramedMessage>
  ) throws(Status) {
    let count = wholeBytes(rest)
    if count == 0 { return }
    let whole = UnsafeRawBufferPointer(rebasing: rest.prefix(count))
    rest = rest.dropFirst(count)
    var shared = ByteBuffer(bytes: whole)
    var start = 0
    while start < count {
      let head = UnsafeRawBufferPointer(rebasing: whole[start...])
      let isCompressed = try encoding.isCompressed(head[0])
      shared.moveReaderIndex(to: start + Self.prefixBytes)
      if let message = shared.readSlice(length: head.bigEndianLength) {
        messages.append(FramedMessage(bytes: message, isCompressed: isCompressed))
      }
      start = shared.readerIndex
    }
  }

  /// How many bytes the messages have that stand there whole, with their prefixes.
  private func wholeBytes(_ input: UnsafeRawBufferPointer.SubSequence) -> Int {
    var rest = input
    while rest.count >= Self.prefixBytes {
      let length = UnsafeRawBufferPointer(rebasing: rest).bigEndianLength
      guard length <= rest.count - Self.prefixBytes, length <= maxMessageBytes else { break }
      rest = rest.dropFirst(Self.prefixBytes + length)
    }
    return input.count - rest.count
  }

  /// The bytes of a message that is not compressed, when the input is that message and nothing else;
  /// they stand in the input.
  static func wholeMessage(
    _ input: UnsafeRawBufferPointer, atMost maxMessageBytes: Int
  ) -> UnsafeRawBufferPointer? {
    guard input.count >= prefixBytes, input[0] == 0,
      input.bigEndianLength == input.count - prefixBytes,
      input.count - prefixBytes <= maxMessageBytes
    else { return nil }
    return UnsafeRawBufferPointer(rebasing: input[prefixBytes...])
  }

  /// Forgets an incomplete message.
  mutating func discard() {
    prefix = []
    partial = nil
  }

  /// Reads what it can of a prefix, and sets `partial` once it is whole.
  private mutating func beginMessage(_ rest: inout UnsafeRawBufferPointer.SubSequence)
    throws(Status)
  {
    if prefix.isEmpty, rest.count >= Self.prefixBytes {
      let head = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.prefixBytes))
      rest = rest.dropFirst(Self.prefixBytes)
      try beginMessage(flag: head[0], length: head.bigEndianLength)
      return
    }
    let missing = Self.prefixBytes - prefix.count
    prefix.append(contentsOf: rest.prefix(missing))
    rest = rest.dropFirst(missing)
    guard prefix.count == Self.prefixBytes else { return }
    let (flag, length) = prefix.withUnsafeBytes { ($0[0], $0.bigEndianLength) }
    prefix.removeAll(keepingCapacity: true)
    try beginMessage(flag: flag, length: length)
    // An empty message is complete without a further byte.
  }

  private mutating func beginMessage(flag: UInt8, length: Int) throws(Status) {
    let isCompressed = try encoding.isCompressed(flag)
    guard length <= maxMessageBytes else {
      throw Status(
        .resourceExhausted,
        "a message of \(length) bytes is larger than the limit of \(maxMessageBytes) bytes")
    }
    var message = ByteBuffer()
    message.reserveCapacity(min(length, Self.firstReservationBytes))
    partial = (FramedMessage(bytes: message, isCompressed: isCompressed), length)
  }

  /// Lends the prefix of a message of so many bytes.
  static func withPrefix<Result>(
    length: Int, isCompressed: Bool = false, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    // The flag and the length are the last five bytes of a number of eight.
    let word = (UInt64(isCompressed ? 1 : 0) << 32 | UInt64(UInt32(length))).bigEndian
    return withUnsafeBytes(of: word) { bytes in
      body(UnsafeRawBufferPointer(rebasing: bytes.suffix(prefixBytes)))
    }
  }

  /// The prefix of a message of so many bytes.
  static func prefix(length: Int, isCompressed: Bool = false) -> [UInt8] {
    withPrefix(length: length, isCompressed: isCompressed) { Array($0) }
  }
}

extension UnsafeRawBufferPointer {
  /// The message length in a prefix.
  fileprivate var bigEndianLength: Int {
    Int(self[1]) << 24 | Int(self[2]) << 16 | Int(self[3]) << 8 | Int(self[4])
  }
}

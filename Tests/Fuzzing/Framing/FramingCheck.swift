internal import NIOCore

@testable internal import RPC

/// The body of a call: cut anyhow it holds the same messages, none above the limit, and every byte
/// of the window comes back exactly once.
///
/// Flags: 0 and 1 choose the largest message; 2, messages may be compressed.
enum FramingCheck {
  private struct Deframed: Equatable {
    var messages: [FramedMessage] = []
    var failure: Status?
    var heldBytes = 0
  }

  private static let limits = [0, 5, 300, 65_536]

  static func run(_ input: FuzzInput) throws(Finding) {
    var input = input
    let limit = limits[Int(input.flags & 3)]
    let encoding: MessageEncoding = input.hasFlag(2) ? .gzip : .identity
    let whole = deframe([input.payload], encoding, limit)
    let pieces = input.pieces(of: input.payload)
    let cut = deframe(pieces, encoding, limit)
    try expect(whole == cut, "cutting the body changes its messages: \(whole) and \(cut)")
    for message in whole.messages {
      let count = message.bytes.readableBytes
      try expect(count <= limit, "a message has \(count) bytes")
    }
    if whole.failure == nil { try expectSame(whole, input.payload) }
    try checkWindow(pieces, encoding, limit, input.choices)
  }

  private static func deframe(
    _ pieces: [[UInt8]], _ encoding: MessageEncoding, _ limit: Int
  ) -> Deframed {
    var deframer = MessageDeframer(encoding: encoding, maxMessageBytes: limit)
    var messages = CircularBuffer<FramedMessage>()
    var result = Deframed()
    for piece in pieces where result.failure == nil {
      result.failure = piece.withUnsafeBytes { bytes -> Status? in
        do throws(Status) {
          try deframer.receive(bytes, into: &messages)
          return nil
        } catch {
          return error
        }
      }
    }
    result.messages = Array(messages)
    if result.failure == nil { result.heldBytes = deframer.heldBytes }
    return result
  }

  /// Without an error, the messages with their prefixes are the body again.
  private static func expectSame(_ deframed: Deframed, _ body: [UInt8]) throws(Finding) {
    var again: [UInt8] = []
    for message in deframed.messages {
      again += MessageDeframer.prefix(
        length: message.bytes.readableBytes, isCompressed: message.isCompressed)
      again += message.bytes.readableBytesView
    }
    try expect(body.starts(with: again), "the messages are not what the body holds")
    let rest = body.count - again.count
    let held = deframed.heldBytes
    try expect(
      held == rest || held + MessageDeframer.prefixBytes == rest,
      "\(held) bytes are held of the \(rest) behind the last message")
  }

  private static func checkWindow(
    _ pieces: [[UInt8]], _ encoding: MessageEncoding, _ limit: Int, _ choices: Choices
  ) throws(Finding) {
    var choices = choices
    var inbound = InboundMessages(encoding: encoding, maxMessageBytes: limit)
    var received = 0
    var freed = 0
    for piece in pieces {
      received += piece.count
      guard let free = piece.withUnsafeBytes({ try? inbound.receive($0) }) else { break }
      freed += free
      try expect(freed <= received, "\(freed) bytes of window are free of \(received)")
      try expect(
        inbound.partialBytes <= limit + MessageDeframer.prefixBytes,
        "\(inbound.partialBytes) bytes of one message are held")
      guard choices.chance(oneIn: 3), case .message(_, let more) = inbound.next() else { continue }
      freed += more
    }
    freed += inbound.discard()
    try expect(freed == received, "\(freed) bytes of window came back of \(received)")
  }
}

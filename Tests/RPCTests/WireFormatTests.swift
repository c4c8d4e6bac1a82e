internal import NIOCore
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Formats of the wire")
struct WireFormatTests {
  @Test(
    "A message survives percent-encoding",
    arguments: ["", "plain", " spaces ", " ", "100 %", "%41", "zwölf\r\n\t☃🐭", "\u{0}\u{7f}~"])
  func percentEncoding(_ message: String) {
    let encoded = Status.percentEncoded(message)
    #expect(encoded.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    #expect(!encoded.hasPrefix(" ") && !encoded.hasSuffix(" "))
    #expect(Array(encoded.utf8).withUnsafeBytes(Status.percentDecoded) == message)
  }

  @Test("A broken percent-encoding stays as it is", arguments: ["%", "%4", "a%zz", "%%41x"])
  func brokenEncoding(_ text: String) {
    let expected = text == "%%41x" ? "%Ax" : text
    #expect(Array(text.utf8).withUnsafeBytes(Status.percentDecoded) == expected)
  }

  @Test("A long message is cut between characters")
  func longMessage() {
    let encoded = Status.percentEncoded(String(repeating: "☃", count: 10_000))
    #expect(encoded.utf8.count <= 2048)
    let decoded = Array(encoded.utf8).withUnsafeBytes(Status.percentDecoded)
    #expect(!decoded.isEmpty && decoded.allSatisfy { $0 == "☃" })
  }

  @Test(
    "Timeouts are read in every unit",
    arguments: [
      ("1H", .seconds(3600)), ("2M", .seconds(120)), ("3S", .seconds(3)),
      ("40m", .milliseconds(40)), ("50u", .microseconds(50)), ("0n", .zero),
      ("99999999S", CallTimeout.longest), ("99999999H", CallTimeout.longest),
    ] as [(String, Duration)])
  func timeouts(_ text: String, _ expected: Duration) {
    #expect(Array(text.utf8).withUnsafeBytes(CallTimeout.parse) == expected)
  }

  @Test(
    "A timeout that is written can be read, and is not shorter",
    arguments: [
      .zero, .nanoseconds(1), .nanoseconds(99_999_999), .microseconds(99_999_999),
      .nanoseconds(100_000_001), .seconds(99), .milliseconds(12_345_678), .seconds(100_000),
      .seconds(99_999_999), .seconds(100_000_000),
    ] as [Duration])
  func timeoutRoundTrip(_ timeout: Duration) throws {
    let text = CallTimeout.format(timeout)
    #expect(text.utf8.count <= 9)
    let read = try #require(Array(text.utf8).withUnsafeBytes(CallTimeout.parse))
    #expect(read >= min(timeout, CallTimeout.longest))
    #expect(read - timeout <= .seconds(1))
  }

  @Test("Messages are found wherever the bytes are cut")
  func deframing() throws {
    let messages = [0, 1, 2, 5, 300, 70_000, 0].map { ByteBuffer(repeating: 9, count: $0) }
    let bytes = messages.flatMap { message in
      MessageDeframer.prefix(length: message.readableBytes) + Array(message.readableBytesView)
    }
    for pieceBytes in [1, 2, 4, 5, 6, 7, 100, 65_536, .max] {
      var deframer = MessageDeframer(encoding: .identity, maxMessageBytes: 70_000)
      var found = CircularBuffer<FramedMessage>()
      var rest = bytes[...]
      while !rest.isEmpty {
        try rest.prefix(pieceBytes).withUnsafeBytes { try deframer.receive($0, into: &found) }
        rest = rest.dropFirst(pieceBytes)
      }
      #expect(found.map(\.bytes) == messages)
      #expect(!deframer.isInMessage && deframer.heldBytes == 0)
    }
  }

  @Test("A window is given back when messages are taken, and for unfinished ones at once")
  func window() throws {
    var inbound = InboundMessages(encoding: .identity, maxMessageBytes: 1000)
    let message = MessageDeframer.prefix(length: 10) + Array(repeating: 1, count: 10)
    func receive(_ bytes: [UInt8]) throws -> Int {
      try bytes.withUnsafeBytes { try inbound.receive($0) }
    }
    #expect(try receive(Array(message.prefix(8))) == 8)
    #expect(try receive(Array(message.dropFirst(8))) == 0)
    #expect(try receive(message + message.prefix(7)) == 0)
    guard case .message(_, freedBytes: 15) = inbound.next() else {
      Issue.record("the first message frees what it holds")
      return
    }
    guard case .message(_, freedBytes: 14) = inbound.next() else {
      Issue.record("the last message frees everything")
      return
    }
    guard case .nothing = inbound.next() else {
      Issue.record("there is nothing more")
      return
    }
    #expect(inbound.awaitsRest)
  }

  @Test("Every method is found by its path, and nothing else is")
  func methodTable() {
    let paths = (0..<100).map { "/dormouse.v1.Service\($0 % 7)/Method\($0)" }
    let table = MethodTable(paths.map { .unary($0) { request, _ in request } })
    for path in paths {
      #expect(Array(path.utf8).withUnsafeBytes { table.find($0).map { table[$0].path } } == path)
      #expect(Array((path + "x").utf8).withUnsafeBytes { table.find($0) } == nil)
    }
    #expect(table.methods.count == 100)
  }
}

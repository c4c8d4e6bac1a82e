internal import Flooding
internal import TestSupport

/// A request of random fields, of which most are as they should be, as its frames on the wire.
struct RandomRequest {
  private static let usual = [
    (":method", "POST"), (":scheme", "http"), (":path", "/a/b"), (":authority", "localhost"),
    ("content-type", "application/grpc"), ("te", "trailers"),
  ]
  private static let names = [
    ":method", ":path", ":scheme", ":authority", ":protocol", ":status", ":x", ":", "", "host",
    "content-length", "te", "connection", "keep-alive", "proxy-connection", "transfer-encoding",
    "upgrade", "x-a", "X-B", ":Path", "bad name", "bad\u{1}", "content-type", "priority",
  ]
  private static let values = [
    "POST", "CONNECT", "OPTIONS", "HEAD", "p/t", "/", "/c?d=e", "*", "*a", "a b", "", "http",
    "HTTPS", "ftp", "1a", "h+t-p.s", "localhost", "a@b:1", "é", "0", "3", "5", "05", "5x", "-1",
    "9223372036854775807", "9223372036854775808", "trailers", "Trailers", "gzip", " x", "x ",
    "\u{1}", "\t", "u=9", "u=1, i",
  ]

  /// The frames, one behind the other.
  private(set) var bytes: [UInt8] = []

  init(stream: UInt32, _ numbers: inout SeededGenerator) {
    var fields = Self.usual
    Self.change(&fields, &numbers)
    let endsAtOnce = Int.random(in: 0..<5, using: &numbers) == 0
    append(RawFrame.headers, stream, endsAtOnce, Self.block(fields))
    if endsAtOnce { return }
    let pieces = Int.random(in: 0...2, using: &numbers)
    for _ in 0..<pieces {
      append(RawFrame.data, stream, false, Self.body(&numbers))
    }
    if Bool.random(using: &numbers) {
      append(RawFrame.data, stream, true, Self.body(&numbers))
    } else {
      var trailers = [("x-last", "yes")]
      if Bool.random(using: &numbers) { Self.change(&trailers, &numbers) }
      let isEnd = Int.random(in: 0..<5, using: &numbers) > 0
      append(RawFrame.headers, stream, isEnd, Self.block(trailers))
    }
  }

  private mutating func append(
    _ type: UInt8, _ stream: UInt32, _ endsStream: Bool, _ payload: [UInt8]
  ) {
    let flags =
      (type == RawFrame.headers ? RawFrame.endHeaders : 0) | (endsStream ? RawFrame.endStream : 0)
    bytes += RawFrame.frame(type: type, flags: flags, stream: stream, payload)
  }

  private static func change(
    _ fields: inout [(String, String)], _ numbers: inout SeededGenerator
  ) {
    for _ in 0..<Int.random(in: 0...3, using: &numbers) {
      let index = Int.random(in: 0...fields.count, using: &numbers)
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0 where index < fields.count: fields.remove(at: index)
      case 1 where index < fields.count:
        fields.swapAt(index, Int.random(in: 0..<fields.count, using: &numbers))
      case 2 where index < fields.count:
        fields[index].1 = values.randomElement(using: &numbers) ?? ""
      case 3:
        let length = String(Int.random(in: 0...6, using: &numbers))
        fields.insert(("content-length", length), at: index)
      default:
        let name = names.randomElement(using: &numbers) ?? ""
        fields.insert((name, values.randomElement(using: &numbers) ?? ""), at: index)
      }
    }
  }

  private static func block(_ fields: [(String, String)]) -> [UInt8] {
    fields.flatMap { RawFrame.literalField($0, $1) }
  }

  private static func body(_ numbers: inout SeededGenerator) -> [UInt8] {
    [UInt8](repeating: 7, count: Int.random(in: 0...3, using: &numbers))
  }
}

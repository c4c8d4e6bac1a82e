/// Reads the frames that a session sends, and holds them to the protocol.
struct SentFrames {
  /// The largest payload that a peer takes unless it says more (RFC 9113, section 6.5.2).
  private static let maxPayloadBytes = 16_384
  private static let data: UInt8 = 0
  private static let headers: UInt8 = 1
  private static let resetStream: UInt8 = 3
  private static let continuation: UInt8 = 9
  private static let endStream: UInt8 = 1

  private var unread: [UInt8] = []
  private var prefaceBytes: Int
  /// The streams of which our side has ended.
  private var ended: Set<UInt32> = []

  /// Frames that follow so many bytes of a preface.
  init(prefaceBytes: Int) {
    self.prefaceBytes = prefaceBytes
  }

  mutating func receive(_ bytes: some Collection<UInt8>) throws(Finding) {
    let skipped = min(prefaceBytes, bytes.count)
    prefaceBytes -= skipped
    unread += bytes.dropFirst(skipped)
    var position = 0
    while unread.count - position >= RawFrames.headerBytes {
      let head = unread[position..<position + RawFrames.headerBytes]
      let length = head.prefix(3).reduce(0) { $0 << 8 | Int($1) }
      try expect(length <= Self.maxPayloadBytes, "a frame of \(length) bytes is sent")
      guard unread.count - position >= RawFrames.headerBytes + length else { break }
      let stream = head.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
      try check(
        type: head[position + 3], flags: head[position + 4], stream: stream & 0x7FFF_FFFF)
      position += RawFrames.headerBytes + length
    }
    unread.removeFirst(position)
  }

  private mutating func check(type: UInt8, flags: UInt8, stream: UInt32) throws(Finding) {
    switch type {
    case Self.data, Self.headers:
      try expect(stream != 0, "a frame of type \(type) is sent on no stream")
      try expect(!ended.contains(stream), "something is sent on stream \(stream) after its end")
      if flags & Self.endStream != 0 { ended.insert(stream) }
    case Self.resetStream:
      ended.insert(stream)
    default:
      try expect(type <= Self.continuation, "a frame of type \(type) is sent")
    }
  }
}

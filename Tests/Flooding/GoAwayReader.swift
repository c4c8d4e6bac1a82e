/// Finds GOAWAY frames among what a server sends, and skips everything else.
struct GoAwayReader {
  /// The longest frame that is kept whole; a GOAWAY is short.
  private static let keptBytes = 1024

  /// A frame that said goodbye.
  struct GoAway: Hashable {
    var code: UInt32
    var reason: String
  }

  private var pending: [UInt8] = []
  private var skippedBytes = 0

  /// Takes bytes in and says which GOAWAY frames they completed.
  mutating func receive(_ bytes: [UInt8]) -> [GoAway] {
    let skipped = min(skippedBytes, bytes.count)
    skippedBytes -= skipped
    pending += bytes.dropFirst(skipped)
    var found: [GoAway] = []
    var start = 0
    while pending.count - start >= RawFrame.headBytes {
      let length =
        Int(pending[start]) << 16 | Int(pending[start + 1]) << 8 | Int(pending[start + 2])
      let end = start + RawFrame.headBytes + length
      if end > pending.count, length <= Self.keptBytes { break }
      if pending[start + 3] == RawFrame.goAway, length >= 8, end <= pending.count {
        found.append(Self.goAway(pending[(start + RawFrame.headBytes)..<end]))
      }
      skippedBytes = max(end - pending.count, 0)
      start = min(end, pending.count)
    }
    pending.removeFirst(start)
    return found
  }

  /// The payload: the last stream, a code and a text (RFC 9113, section 6.8).
  private static func goAway(_ payload: ArraySlice<UInt8>) -> GoAway {
    let code = payload.dropFirst(4).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return GoAway(code: code, reason: String(decoding: payload.dropFirst(8), as: UTF8.self))
  }
}

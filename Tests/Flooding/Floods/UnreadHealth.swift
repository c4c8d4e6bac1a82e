/// Asks for `/healthz` on as many streams as may be, with a window that is shut.
package struct UnreadHealth: Flood {
  /// Requests in one burst: the streams that a connection may have.
  private static let requestCount = 128

  package let pauseMilliseconds = 100

  /// The flood.
  package init() {}

  package func burst(_ turn: Int) -> [UInt8] {
    let settings = RawFrame.frame(
      type: RawFrame.settings, flags: 0, stream: 0, [0, 4] + RawFrame.bigEndian(0))
    let fields: [UInt8] = [0x82, 0x86, 0x41, 0x01, UInt8(ascii: "h")]
    return repeating(turn, opening: RawFrame.magic + settings, count: Self.requestCount) { number in
      guard number < Self.requestCount else { return [] }
      return RawFrame.frame(
        type: RawFrame.headers, flags: RawFrame.endHeaders | RawFrame.endStream,
        stream: RawFrame.stream(number), fields + RawFrame.literalField(":path", "/healthz"))
    }
  }
}

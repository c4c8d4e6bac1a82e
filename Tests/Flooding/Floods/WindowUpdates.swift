/// WINDOW_UPDATE frames that open the connection's window by one byte at a time.
package struct WindowUpdates: Flood {
  /// The flood.
  package init() {}

  package func burst(_ turn: Int) -> [UInt8] {
    repeating(turn) { _ in
      RawFrame.frame(
        type: RawFrame.windowUpdate, flags: 0, stream: 0, RawFrame.bigEndian(1))
    }
  }
}

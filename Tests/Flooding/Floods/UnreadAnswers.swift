/// Asks for answers on as many streams as may be and lets none of them come: the window is shut.
package struct UnreadAnswers: Flood {
  /// Calls in one burst: the streams that a connection may have.
  private static let callCount = 128

  package let pauseMilliseconds = 100

  private let call: FloodCall

  /// Answers to a call, which should be big.
  package init(_ call: FloodCall = .health) {
    self.call = call
  }

  package func burst(_ turn: Int) -> [UInt8] {
    // SETTINGS_INITIAL_WINDOW_SIZE of nothing.
    let settings = RawFrame.frame(
      type: RawFrame.settings, flags: 0, stream: 0, [0, 4] + RawFrame.bigEndian(0))
    return repeating(turn, opening: RawFrame.magic + settings, count: Self.callCount) { number in
      number < Self.callCount ? call.frames(stream: RawFrame.stream(number)) : []
    }
  }
}

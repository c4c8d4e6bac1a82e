/// Every flood that there is.
package enum AllFloods {
  /// The floods; `bigAnswer` is a call whose answer is worth not reading.
  package static func make(bigAnswer: FloodCall = .health) -> [any Flood] {
    [
      RapidResets(), ProvokedResets(), Continuations(), Pings(), Pings(readsAnswers: false),
      Settings(), EmptyData(), EmptyData(isPadded: true), ByteData(), Priorities(),
      WindowUpdates(), UnknownFrames(), HeaderBombs(), HeaderRepeats(), HalfHeaders(),
      SilentConnections(), UnreadAnswers(bigAnswer), UnreadHealth(),
    ]
  }
}

/// Every flood that there is.
package enum AllFloods {
  /// Those that a server ends sooner or later, with a call that the server serves.
  package static func ended(calling call: FloodCall = .health) -> [any Flood] {
    [
      RapidResets(call), ProvokedResets(call), Continuations(), Pings(),
      Pings(readsAnswers: false), Settings(), EmptyData(call), EmptyData(call, isPadded: true),
      ByteData(call), Priorities(), WindowUpdates(), UnknownFrames(), HeaderBombs(), HalfHeaders(),
      SilentConnections(),
    ]
  }

  /// Those that break no rule, or only after a while, and that a server has to bear; `bigAnswer` is a
  /// call whose answer is worth not reading.
  package static func borne(bigAnswer: FloodCall) -> [any Flood] {
    [UnreadAnswers(bigAnswer), UnreadHealth(), HeaderRepeats()]
  }

  /// All of them.
  package static func make(
    calling call: FloodCall = .health, bigAnswer: FloodCall = .health
  ) -> [any Flood] {
    ended(calling: call) + borne(bigAnswer: bigAnswer)
  }
}

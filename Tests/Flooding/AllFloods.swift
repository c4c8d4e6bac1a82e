/// Every flood that there is.
package enum AllFloods {
  /// Those that a server ends sooner or later.
  package static let ended: [any Flood] = [
    RapidResets(), ProvokedResets(), Continuations(), Pings(), Pings(readsAnswers: false),
    Settings(), EmptyData(), EmptyData(isPadded: true), ByteData(), Priorities(),
    WindowUpdates(), UnknownFrames(), HeaderBombs(), HalfHeaders(), SilentConnections(),
  ]

  /// Those that break no rule, or only after a while, and that a server has to bear; `bigAnswer` is a
  /// call whose answer is worth not reading.
  package static func borne(bigAnswer: FloodCall) -> [any Flood] {
    [UnreadAnswers(bigAnswer), UnreadHealth(), HeaderRepeats()]
  }

  /// All of them.
  package static func make(bigAnswer: FloodCall = .health) -> [any Flood] {
    ended + borne(bigAnswer: bigAnswer)
  }
}

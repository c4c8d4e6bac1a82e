internal import NIOCore

/// When a silent connection is asked for a sign of life, and when it is given up (gRPC's document
/// "Client-side Keepalive").
struct Keepalive {
  /// What to do.
  enum Action: Equatable {
    /// Nothing yet.
    case none
    /// Send a PING.
    case ping
    /// Close the connection: nobody is there.
    case giveUp
  }

  /// After how long a silence a PING is sent.
  let time: TimeAmount
  /// How long the peer may take to say anything after a PING.
  let answerTime: TimeAmount
  /// Whether a connection without calls is asked too.
  let asksWithoutCalls: Bool
  private var askedSince: NIODeadline?

  init(_ configuration: ClientConfiguration) {
    time = TimeAmount(configuration.keepaliveTime)
    answerTime = TimeAmount(configuration.keepaliveAnswerTime)
    asksWithoutCalls = configuration.keepsAliveWithoutCalls
  }

  /// Looks at the connection; any byte from the peer is a sign of life.
  mutating func look(now: NIODeadline, lastRead: NIODeadline, hasCalls: Bool) -> Action {
    if let since = askedSince, lastRead < since {
      // Once asked, the answer is awaited even if the last call ends meanwhile.
      return now - since >= answerTime ? .giveUp : .none
    }
    askedSince = nil
    guard hasCalls || asksWithoutCalls, now - lastRead >= time else { return .none }
    askedSince = now
    return .ping
  }
}

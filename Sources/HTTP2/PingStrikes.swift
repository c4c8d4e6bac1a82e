/// Judges how often a client asks for a sign of life while nothing else happens.
///
/// Whatever we send begins the count anew: clients rightly measure a connection that carries data
/// with PINGs (gRPC's document "Keepalive User Guide for gRPC Core" has the same rule).
struct PingStrikes {
  private let most: Int
  private let intervalNanoseconds: UInt64
  private var strikes = 0
  private var lastNanoseconds: UInt64?

  /// A judge that forgives `most` PINGs which follow another within the interval.
  init(most: Int, intervalNanoseconds: UInt64) {
    self.most = most
    self.intervalNanoseconds = intervalNanoseconds
  }

  /// Takes a PING; false when there were too many.
  mutating func ping(nowNanoseconds: UInt64) -> Bool {
    defer { lastNanoseconds = nowNanoseconds }
    guard let lastNanoseconds, nowNanoseconds < lastNanoseconds + intervalNanoseconds else {
      strikes = 0
      return true
    }
    strikes += 1
    return strikes <= most
  }

  /// Begins anew, because we have sent something of a call.
  mutating func forget() {
    strikes = 0
    lastNanoseconds = nil
  }
}

/// One connection of a flood, from its first burst until the server has had enough.
final class FloodConnection {
  let socket: FloodSocket
  private let flood: any Flood
  private var turn = 0
  private var unsent: ArraySlice<UInt8> = []
  private var nextBurst = ContinuousClock.now
  private var isExhausted = false
  private var reader = GoAwayReader()

  init(_ socket: FloodSocket, _ flood: any Flood) {
    self.socket = socket
    self.flood = flood
  }

  /// Whether there is something to send now; makes the next burst when it is time.
  func wantsToSend(now: ContinuousClock.Instant) -> Bool {
    if unsent.isEmpty, !isExhausted, now >= nextBurst {
      unsent = flood.burst(turn)[...]
      turn += 1
      isExhausted = unsent.isEmpty
      nextBurst = now.advanced(by: .milliseconds(flood.pauseMilliseconds))
    }
    return !unsent.isEmpty
  }

  /// Sends what is taken; false when the connection is gone.
  func send(_ report: inout FloodReport) -> Bool {
    guard let count = socket.send(unsent) else { return false }
    report.sentBytes += count
    unsent = unsent.dropFirst(count)
    return true
  }

  /// Reads what is there; false when the connection is gone.
  func receive(_ report: inout FloodReport) -> Bool {
    guard let bytes = socket.receive() else { return false }
    for goAway in reader.receive(bytes) {
      report.goAways[goAway.code, default: 0] += 1
      if !goAway.reason.isEmpty { report.reasons.insert(goAway.reason) }
    }
    return true
  }

  /// Reads the last words of a server that has ended the connection.
  func drain(_ report: inout FloodReport) {
    while let bytes = socket.receive(), !bytes.isEmpty {
      for goAway in reader.receive(bytes) {
        report.goAways[goAway.code, default: 0] += 1
        if !goAway.reason.isEmpty { report.reasons.insert(goAway.reason) }
      }
    }
  }
}

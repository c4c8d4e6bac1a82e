/// PING frames without end, each of which asks for an answer (CVE-2019-9512).
package struct Pings: Flood {
  package let readsAnswers: Bool

  /// Pings of a client that reads the answers, or lets them pile up.
  package init(readsAnswers: Bool = true) {
    self.readsAnswers = readsAnswers
  }

  package var name: String { readsAnswers ? "Pings" : "UnreadPings" }

  package func burst(_ turn: Int) -> [UInt8] {
    repeating(turn) { _ in
      RawFrame.frame(type: RawFrame.ping, flags: 0, stream: 0, Array(repeating: 0, count: 8))
    }
  }
}

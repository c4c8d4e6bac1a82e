internal import Flooding

/// How much longer a good client waits, one call at a time, while another floods the same server.
///
/// Every kind of flood is measured, each in rounds of its own; the row is the kind with the worst
/// median ratio, which is named on standard error with all others.
///
/// The calls begin at fixed times. A client that calls on and on calls often while a flood pauses and
/// seldom while it works, and so would hardly notice it.
///
/// Good client and flood share the core of the load, so that a flood takes time from the client
/// before it has reached the server. What is asked is what happens at the server; therefore the
/// flood goes on in peace too, the same on the same core, but against an idle second server. That
/// server has to run on the core of the load as well. It has the lowest priority there, as the
/// floods have: were it to keep the good client waiting, peace would look worse than it is, and the
/// ratio better. A real flooder has a machine of its own and floods as much as the network takes;
/// this one as much as the client leaves of a core, which keeps the server's core busy.
///
/// The server has one core and with it one event loop, so that nothing parts the good client from
/// the hostile one. That it then shares the core with somebody who always has work for it cannot
/// be free; that it is not refused, stuck or starved is what an operator wants. Thus the targets: no
/// call fails; half of them take at most 10 times as long as in peace, about a millisecond, which is
/// what a database or a network takes as well; and 99 of a hundred at most 20 times as long.
struct FloodLatencyRow: BenchRow {
  /// How many kinds a quick run has.
  private static let quickKinds = 2
  /// How many calls are measured at a time, and how long lies between their beginnings.
  private static let callCount = 200
  private static let intervalMicroseconds = 5000
  /// How many rounds each kind has at most: with all kinds a round takes most of a minute.
  private static let mostRounds = 3

  let about: RowDescription
  private let percentile: Int

  init(_ name: String, what: String, percentile: Int, target: Double) {
    about = RowDescription(
      name: name, what: what, against: "the same in peace", unit: .microseconds,
      target: .ratio(target))
    self.percentile = percentile
  }

  func measure(_ setting: Setting) async throws -> [Round] {
    let setting = setting.atMost(Self.mostRounds)
    let server = try Contender.dormouse.start(setting, ScratchFolder())
    let other = try Self.idleServer()
    let floods = setting.isQuick ? Array(BenchFloods.all.prefix(Self.quickKinds)) : BenchFloods.all
    var worst = (ratio: 0.0, rounds: [Round](), name: "")
    var ratios: [String] = []
    for flood in floods {
      let rounds = try await setting.alternating(
        ours: { try latency(of: server, setting, while: flood, against: server) },
        peer: { try latency(of: server, setting, while: flood, against: other) })
      let ratio = RowResult.median(rounds.map(\.value)) ?? 0
      ratios.append("\(flood.name) \(Self.text(ratio))")
      if ratio > worst.ratio { worst = (ratio, rounds, flood.name) }
    }
    Notes.write("\(about.name): worst of \(worst.name); \(ratios.joined(separator: ", "))")
    return worst.rounds
  }

  /// The latency of the good client's calls to a server while another, or the same, is flooded.
  private func latency(
    of server: RunningServer, _ setting: Setting, while flood: any Flood,
    against flooded: RunningServer
  ) throws -> Double {
    let arguments = ["flood", "--kind", flood.name, "--port", String(flooded.port)]
    let flooder = try Child(Tool.own("dormouse-bench"), arguments, on: .load)
    guard flooder.line() == "flooding" else {
      throw BenchError(.failed, "the flood \(flood.name) did not begin")
    }
    let latency = try server.latency(
      setting.amount(Self.callCount, quick: 5), percentile: percentile,
      interval: Self.intervalMicroseconds)
    flooder.stop()
    // What a flood leaves behind must not be taken for peace.
    _ = try server.latency(setting.amount(200, quick: 1))
    return latency
  }

  private static func idleServer() throws -> RunningServer {
    let nice = try Tool.system("nice", package: "coreutils")
    let command = try ["-n", "19", Tool.own("dormouse-bench"), "serve"]
    return try RunningServer(Child(nice, command, on: .load))
  }

  private static func text(_ ratio: Double) -> String {
    "\((ratio * 10).rounded() / 10) x"
  }
}

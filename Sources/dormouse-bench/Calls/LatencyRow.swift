/// One call at a time: how long the caller waits.
struct LatencyRow: BenchRow {
  let about = RowDescription(
    name: "latency-cpp", what: "median latency, one call at a time",
    against: "gRPC C++, asynchronous", unit: .microseconds, target: .ratio(1))

  func measure(_ setting: Setting) async throws -> [Round] {
    let folder = try ScratchFolder()
    let peer = try setting.startPeer { try Contender.grpcCpp.start(setting, folder) }
    let ours = try Contender.dormouse.start(setting, folder)
    let count = setting.amount(20_000, quick: 100)
    guard let peer else {
      return try await setting.alternating(
        ours: { try Self.latency(of: ours, count) }, peer: nil)
    }
    return try await setting.alternating(
      ours: { try Self.latency(of: ours, count) }, peer: { try Self.latency(of: peer, count) })
  }

  private static func latency(of server: RunningServer, _ count: Int) throws -> Double {
    let arguments = ["call", "--port", String(server.port), "--count", String(count)]
    let ending = try Child(Tool.own("dormouse-bench"), arguments, on: .load).ending()
    let text = ending.output.split(separator: "\n").first ?? ""
    guard ending.status == 0, let microseconds = Double(text) else {
      throw BenchError(.failed, "the calls one at a time failed")
    }
    return microseconds
  }
}

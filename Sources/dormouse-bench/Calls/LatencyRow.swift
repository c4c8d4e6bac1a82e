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
      return try await setting.alone { try ours.latency(count) }
    }
    return try await setting.alternating(
      ours: { try ours.latency(count) }, peer: { try peer.latency(count) })
  }
}

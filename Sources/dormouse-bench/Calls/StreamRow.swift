/// A server stream of many small messages.
struct StreamRow: BenchRow {
  private static let messageCount = 100_000

  let about = RowDescription(
    name: "stream-cpp", what: "CPU of a message in a server stream of 100,000 small ones",
    against: "gRPC C++, asynchronous", unit: .microseconds, target: .ratio(0.5))

  func measure(_ setting: Setting) async throws -> [Round] {
    let folder = try ScratchFolder()
    let count = setting.amount(Self.messageCount, quick: 1000)
    let contest = try contest(setting, folder, count)
    try await BenchCheck.list(contest.ours, count: count)
    if let peer = contest.peer { try await BenchCheck.list(peer, count: count) }
    let perCall = try await contest.cpuPerCall(setting)
    return perCall.map { round in
      Round(ours: round.ours / Double(count), peer: round.peer.map { $0 / Double(count) })
    }
  }

  private func contest(
    _ setting: Setting, _ folder: ScratchFolder, _ count: Int
  ) throws -> CallContest {
    let peer = try setting.startPeer { try Contender.grpcCpp.start(setting, folder) }
    let ours = try Contender.dormouse.start(setting, folder)
    var load = try Load(
      setting.amount(10, quick: 2), BenchMethod.list, message: BenchMessages.listRequest(count),
      in: folder)
    load.connections = 1
    load.streams = 1
    return CallContest(ours: ours, load, peer: peer, load)
  }
}

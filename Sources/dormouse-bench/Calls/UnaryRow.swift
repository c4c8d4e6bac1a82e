/// `Get` answered from memory, against another server's.
struct UnaryRow: BenchRow {
  let about: RowDescription
  private let peer: Contender
  private let usesTLS: Bool

  init(_ name: String, against: String, _ peer: Contender, usesTLS: Bool = false, target: Double) {
    about = RowDescription(
      name: name,
      what: "CPU of a unary call answered from memory" + (usesTLS ? ", over TLS" : ""),
      against: against, unit: .microseconds, target: .ratio(target))
    self.peer = peer
    self.usesTLS = usesTLS
  }

  func measure(_ setting: Setting) async throws -> [Round] {
    let folder = try ScratchFolder()
    let contest = try contest(setting, folder)
    try await BenchCheck.get(contest.ours)
    if peer.speaksGRPC, let other = contest.peer { try await BenchCheck.get(other) }
    return try await contest.cpuPerCall(setting)
  }

  private func contest(_ setting: Setting, _ folder: ScratchFolder) throws -> CallContest {
    let tls = usesTLS ? try Certificate(in: folder) : nil
    let theirs = try setting.startPeer { try peer.start(setting, folder, tls: tls) }
    let ours = try Contender.dormouse.start(setting, folder, tls: tls)
    let load = try Load(
      setting.amount(300_000, quick: 2000), BenchMethod.get,
      message: BenchUser(number: 42).request, in: folder)
    return CallContest(ours: ours, load, peer: theirs, load)
  }
}

internal import NIOCore
internal import RPC

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
    let tls = usesTLS ? try Certificate(in: folder) : nil
    let theirs = try peer.start(setting, folder, tls: tls)
    let ours = try Contender.dormouse.start(setting, folder, tls: tls)
    try await BenchCheck.get(ours)
    if peer != .nghttpd { try await BenchCheck.get(theirs) }
    let load = try Load(
      setting.amount(300_000, quick: 2000), BenchMethod.get, message: BenchUser(number: 42).request,
      in: folder)
    for server in [ours, theirs] {
      try load.with(callCount: load.callCount / 10).run(on: server)
    }
    return try await setting.alternating(
      ours: { try ours.cpuPerCall(load) }, peer: { try theirs.cpuPerCall(load) })
  }
}

/// Two servers that are asked for the same, each with the load that suits it.
final class CallContest: Sendable {
  let ours: RunningServer
  /// The peer; nil where it is not on this machine.
  let peer: RunningServer?
  private let ourLoad: Load
  private let peerLoad: Load

  init(ours: RunningServer, _ ourLoad: Load, peer: RunningServer?, _ peerLoad: Load) {
    self.ours = ours
    self.peer = peer
    self.ourLoad = ourLoad
    self.peerLoad = peerLoad
  }

  /// Warms both servers up, then measures the CPU of a call in each round.
  func cpuPerCall(_ setting: Setting) async throws -> [Round] {
    try warmUp()
    guard let peer else {
      return try await setting.alternating(
        ours: { try self.ours.cpuPerCall(self.ourLoad) }, peer: nil)
    }
    return try await setting.alternating(
      ours: { try self.ours.cpuPerCall(self.ourLoad) },
      peer: { try peer.cpuPerCall(self.peerLoad) })
  }

  private func warmUp() throws {
    try ourLoad.with(callCount: max(1, ourLoad.callCount / 10)).run(on: ours)
    if let peer { try peerLoad.with(callCount: max(1, peerLoad.callCount / 10)).run(on: peer) }
  }
}

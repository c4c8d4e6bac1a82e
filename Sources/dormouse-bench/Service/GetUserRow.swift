internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC

/// `GetUser` of the real server, whole: the token is checked, the tenant found, the user read from
/// SQLite; against a server that does none of this and answers from memory.
struct GetUserRow: BenchRow {
  let about = RowDescription(
    name: "get-user-cpp", what: "CPU of GetUser: token, tenant, read from SQLite",
    against: "gRPC C++, asynchronous, from memory", unit: .microseconds, target: .ratio(1))

  func measure(_ setting: Setting) async throws -> [Round] {
    let folder = try ScratchFolder()
    let contest = try contest(setting, folder)
    return try await contest.cpuPerCall(setting)
  }

  private func contest(_ setting: Setting, _ folder: ScratchFolder) throws -> CallContest {
    let peer = try setting.startPeer { try Contender.grpcCpp.start(setting, folder) }
    let fixture = try ServiceFixture(folder, userCount: setting.amount(10_000, quick: 100))
    let user = BenchUser(number: 42)
    let count = setting.amount(100_000, quick: 200)
    let request = GetUserRequest.with { $0.user = UserRef(username: user.name) }
    var ourLoad = try Load(
      count, Methods.Directories.getUser.path, message: request.encode(), in: folder)
    ourLoad.headers = fixture.headers
    let peerLoad = try Load(count, BenchMethod.get, message: user.request, in: folder)
    return CallContest(ours: fixture.server, ourLoad, peer: peer, peerLoad)
  }
}

internal import Cleanup
internal import Messages

/// Logins of one tenant, told of by streams, against calls that a server answers from memory: both as
/// fast as the server takes them.
struct LoginRateRow: BenchRow {
  let about = RowDescription(
    name: "logins-memory", what: "a login of one tenant, told of by eight streams, top rate",
    against: "a unary call of the same runtime, answered from memory, top rate",
    unit: .microseconds, target: .ratio(1 / 0.7))

  func measure(_ setting: Setting) async throws -> [Round] {
    let folder = try ScratchFolder()
    let logins = try LoginLoad(setting, folder)
    let memory = try Contender.dormouse.start(setting, folder)
    let calls = try Load(
      setting.amount(300_000, quick: 2000), BenchMethod.get,
      message: BenchUser(number: 42).request, in: folder)
    try calls.run(on: memory)
    return try await setting.alternating {
      try logins.microsecondsPerLogin()
    } peer: {
      try memory.seconds(for: calls) / Double(calls.callCount) * 1e6
    }
  }
}

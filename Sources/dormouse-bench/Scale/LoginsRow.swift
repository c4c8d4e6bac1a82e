internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC

/// Logins of one tenant, committed in groups, against a commit for each on the same disk from C.
struct LoginsRow: BenchRow {
  /// Streams that tell of logins at once.
  private static let streams = 8
  /// Of how many logins the peer writes one: it has a commit for each.
  private static let peerShare = 10

  let about = RowDescription(
    name: "logins", what: "a login of one tenant, told of by eight streams, on disk when answered",
    against: "a synced commit for each login from C", unit: .microseconds, target: .ratio(0.1))

  func measure(_ setting: Setting) async throws -> [Round] {
    let users = setting.amount(100_000, quick: 1000)
    let program = try setting.peer("sqlite-logins")
    let tenant = try await PreparedTenant(users: users)
    return try await setting.alternating {
      try await tenant.withCopy { try await ours($0, users) }
    } peer: {
      let count = users / Self.peerShare
      return try await tenant.withCopy { copy in
        try PeerProgram.seconds(program, [copy.database, "\(count)"]) / Double(count) * 1e6
      }
    }
  }

  private func ours(_ copy: PreparedTenant.Copy, _ users: Int) async throws -> Double {
    let service = try ServiceUnderTest(data: copy.data)
    // Opens the tenant, and lets the server come to itself.
    try await tell(service, numbers: [0])
    let result = try await seconds {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for first in 0..<Self.streams {
          group.addTask {
            try await tell(
              service, numbers: Array(stride(from: first, to: users, by: Self.streams)))
          }
        }
        try await group.waitForAll()
      }
    }
    await service.stop()
    return result / Double(users) * 1e6
  }

  /// Tells of the logins of some users on one stream, and waits until all are on disk.
  private func tell(_ service: ServiceUnderTest, numbers: [Int]) async throws {
    let call = try await service.open(Methods.Logins.reportLogins, tenant: PreparedTenant.name)
    async let answered = Self.count(call)
    let sample = SampleData(count: numbers.count)
    for number in numbers {
      let login = VouchedLogin(user: UserRef(username: sample.user(number).username))
      try await call.send(ByteBuffer(bytes: LoginReport(proof: .vouched(login)).encode()))
    }
    call.finishSending()
    guard try await answered == numbers.count else {
      throw BenchError(.failed, "a login was not written down")
    }
  }

  /// How many logins were answered without an error.
  private static func count(_ call: ClientCall) async throws -> Int {
    var count = 0
    for try await message in call.responses {
      if case .login = try LoginResult.decode(Array(message.readableBytesView)) { count += 1 }
    }
    return count
  }
}

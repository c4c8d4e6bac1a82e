internal import Cleanup
internal import Messages

/// Logins spread over many tenants, far more than are open at once, against a program that opens each
/// tenant that is touched and commits its logins together.
struct LoginSpreadRow: BenchRow {
  /// Logins of each tenant that come at once.
  private static let loginsPerTenant = 2
  /// Tenants whose logins are told of at once.
  private static let tenantsAtOnce = 32

  let about = RowDescription(
    name: "logins-tenants", what: "two logins in each of 10,000 tenants, on disk when answered",
    against: "an opening and a synced commit for each tenant from C", unit: .seconds,
    target: .ratio(1 / 0.8))

  func measure(_ setting: Setting) async throws -> [Round] {
    let program = try setting.peer("sqlite-spread")
    let tenants = try await ManyTenants(count: setting.amount(10_000, quick: 20))
    return try await setting.atMost(3).alternating {
      try await tenants.withCopy { data, _ in try await ours(tenants, data) }
    } peer: {
      try await tenants.withCopy { _, databases in
        try PeerProgram.seconds(program, [databases, "\(Self.loginsPerTenant)"])
      }
    }
  }

  private func ours(_ tenants: ManyTenants, _ data: String) async throws -> Double {
    let service = try ServiceUnderTest(data: data)
    let result = try await seconds {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for first in 0..<Self.tenantsAtOnce {
          group.addTask {
            for number in stride(from: first, to: tenants.count, by: Self.tenantsAtOnce) {
              try await tell(service, of: tenants.name(number))
            }
          }
        }
        try await group.waitForAll()
      }
    }
    await service.stop()
    return result
  }

  /// Tells of the logins of a tenant's first users at once.
  private func tell(_ service: ServiceUnderTest, of tenant: String) async throws {
    let sample = SampleData(count: Self.loginsPerTenant)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<sample.count {
        group.addTask {
          let login = VouchedLogin(user: UserRef(username: sample.user(number).username))
          let answer = try await service.call(
            Methods.Logins.reportLogin, LoginReport(proof: .vouched(login)), tenant: tenant)
          guard answer.outcome == .letIn else {
            throw BenchError(.failed, "a login was not let in")
          }
        }
      }
      try await group.waitForAll()
    }
  }
}

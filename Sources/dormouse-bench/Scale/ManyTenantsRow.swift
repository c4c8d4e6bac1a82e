internal import Foundation

/// One analysis of each of many tenants, far more than are open at once, against the same work from
/// C.
struct ManyTenantsRow: BenchRow {
  let about = RowDescription(
    name: "tenants", what: "10,000 tenants of 100 users, one analysis of each",
    against: "the same opens, queries, inserts, commits and closes from C", unit: .seconds,
    target: .ratio(1.5))

  func measure(_ setting: Setting) async throws -> [Round] {
    let program = try setting.peer("sqlite-tenants")
    let tenants = try await ManyTenants(count: setting.amount(10_000, quick: 20))
    return try await setting.atMost(3).alternating {
      try await tenants.withCopy { data, _ in
        let service = try ServiceUnderTest(data: data)
        let result = try await seconds { try await tenants.analyzeAll(service) }
        await service.stop()
        return result
      }
    } peer: {
      try await tenants.withCopy { _, databases in
        try PeerProgram.seconds(program, [databases])
      }
    }
  }
}

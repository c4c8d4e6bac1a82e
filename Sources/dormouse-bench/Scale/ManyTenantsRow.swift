internal import Cleanup
internal import Foundation
internal import Messages

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

/// The most memory that the server holds during the same.
struct ManyTenantsMemoryRow: BenchRow {
  let about = RowDescription(
    name: "tenants-memory", what: "peak memory of one analysis of each of 10,000 tenants",
    against: "a bound", unit: .megabytes, target: .bound(500))

  func measure(_ setting: Setting) async throws -> [Round] {
    let tenants = try await ManyTenants(count: setting.amount(10_000, quick: 20))
    let peak = try await tenants.withCopy { data, _ in
      let service = try ServiceUnderTest(data: data)
      try await tenants.analyzeAll(service)
      let peak = try service.child.usage().peakMegabytes
      await service.stop()
      return peak
    }
    return [Round(ours: peak)]
  }
}

extension ManyTenants {
  /// Analyzes each tenant, one after the other as the peer does.
  fileprivate func analyzeAll(_ service: ServiceUnderTest) async throws {
    for number in 0..<count {
      let report = try await service.analyze(name(number))
      guard report.analysis.tally.users == Self.users else {
        throw BenchError(.failed, "an analysis missed users")
      }
    }
  }
}

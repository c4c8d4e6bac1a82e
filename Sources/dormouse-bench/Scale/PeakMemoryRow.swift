internal import Cleanup
internal import Messages

/// The most memory that the server holds while it imports, analyzes and runs.
struct PeakMemoryRow: BenchRow {
  let about: RowDescription
  private let users: Int
  private let quick: Int

  init(name: String, users: Int, quick: Int) {
    about = RowDescription(
      name: name, what: "peak memory of an import, an analysis and a run, \(users) users",
      against: "a bound", unit: .megabytes, target: .bound(200))
    self.users = users
    self.quick = quick
  }

  func measure(_ setting: Setting) async throws -> [Round] {
    let sample = SampleData(count: setting.amount(users, quick: quick))
    let empty = try await PreparedTenant(users: 0)
    var rounds: [Round] = []
    for _ in 0..<setting.atMost(1).rounds {
      rounds.append(
        try await empty.withCopy { copy in
          let service = try ServiceUnderTest(data: copy.data)
          try await service.importUsers(sample, into: PreparedTenant.name)
          try await service.configure(PreparedTenant.name)
          let report = try await service.analyze(PreparedTenant.name)
          _ = try await service.run(report.analysis, in: PreparedTenant.name)
          let peak = try service.child.usage().peakMegabytes
          await service.stop()
          return Round(ours: peak)
        })
    }
    return rounds
  }
}

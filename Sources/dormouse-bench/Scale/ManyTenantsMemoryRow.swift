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

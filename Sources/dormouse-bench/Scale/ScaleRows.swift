/// The rows about many users and many tenants, held against SQLite used directly.
enum ScaleRows {
  static let list: [any BenchRow] = [
    FirstImportRow(),
    AnalysisRow(),
    RunRow(),
    PeakMemoryRow(name: "memory-million", users: 1_000_000, quick: 2000),
    PeakMemoryRow(name: "memory-small", users: 100_000, quick: 1000),
    ManyTenantsRow(),
    ManyTenantsMemoryRow(),
    FirstCallRow(),
    LoginsRow(),
    LoginRateRow(),
    LoginSpreadRow(),
    LoginDelayRow(),
  ]
}

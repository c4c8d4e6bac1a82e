/// The rows about hostile clients.
enum FloodRows {
  static let list: [any BenchRow] = [
    FloodLatencyRow(
      "flood-latency", what: "median latency of a good client beside the worst flood",
      percentile: 50, target: 10),
    FloodLatencyRow(
      "flood-latency-p99", what: "the same, of 99 calls in a hundred", percentile: 99, target: 20),
  ]
}

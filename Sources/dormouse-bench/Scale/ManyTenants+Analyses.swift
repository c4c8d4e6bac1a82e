internal import Cleanup
internal import Messages

extension ManyTenants {
  /// Analyzes each tenant, one after the other as the peer does.
  func analyzeAll(_ service: ServiceUnderTest) async throws {
    for number in 0..<count {
      let report = try await service.analyze(name(number))
      guard report.analysis.tally.users == Self.users else {
        throw BenchError(.failed, "an analysis missed users")
      }
    }
  }
}

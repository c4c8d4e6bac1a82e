internal import Cleanup
internal import Messages
internal import NIOCore
internal import RPC

extension ServiceUnderTest {
  /// Users in one message of an import; the server takes no more.
  private static let batch = 1000

  /// Makes a tenant with its first directory.
  func createTenant(_ name: String) async throws -> Tenant {
    try await call(Methods.Tenants.createTenant, .with { $0.name = name })
  }

  /// Sets the sample's policy, which lets a run act on everybody whom it finds. The group that it names
  /// must be there.
  func configure(_ tenant: String) async throws {
    let policy = Policy(
      action: .deactivate, inactiveAfterDays: SampleData.inactiveAfterDays,
      exceptions: PolicyExceptions(groups: [SampleData.excludedGroup]),
      safetyLimits: SafetyLimits(maxPercent: 100))
    _ = try await call(
      Methods.Cleanup.configure, ConfigureRequest(policy: policy), tenant: tenant)
  }

  /// Imports a sample into a tenant's directory.
  func importUsers(_ sample: SampleData, into tenant: String) async throws {
    let call = try await open(Methods.Directories.importUsers, tenant: tenant)
    try await call.send(.begin(.with { $0.directory = SampleData.directory }))
    for start in stride(from: 0, to: sample.count, by: Self.batch) {
      let numbers = start..<min(start + Self.batch, sample.count)
      try await call.send(.items(.with { $0.users = numbers.map(sample.user) }))
    }
    try await call.send(.finish(.with { $0.userCount = sample.count }))
    call.finishSending()
    let answer = try await call.onlyResponse()
    let summary = try ImportSummary.decode(Array(answer.readableBytesView))
    guard summary.added == sample.count, summary.users == sample.count else {
      throw BenchError(.failed, "the import brought \(summary.added) users")
    }
  }

  /// Analyzes a tenant.
  func analyze(_ tenant: String) async throws -> AnalysisReport {
    let event = try await last(Methods.Cleanup.analyze, AnalyzeRequest(), tenant: tenant)
    guard case .analysis(let report) = event else {
      throw BenchError(.failed, "an analysis ended without a report")
    }
    return report
  }

  /// Runs an analysis to the end of its run.
  func run(_ analysis: Analysis, in tenant: String) async throws -> Run {
    let begun = try await call(
      Methods.Cleanup.run,
      .with {
        $0.analysisID = analysis.id
        $0.confirmCandidateCount = analysis.tally.candidates
      }, tenant: tenant)
    let event = try await last(
      Methods.Cleanup.watchRun, .with { $0.runID = begun.id }, tenant: tenant)
    guard case .ended(let run) = event, run.counts.done == analysis.tally.candidates else {
      throw BenchError(.failed, "a run did not act on every candidate")
    }
    return run
  }
}

extension ClientCall {
  /// Sends a step of an import; waits while the server is behind.
  fileprivate func send(_ step: ImportStep) async throws {
    try await send(ByteBuffer(bytes: step.encode()))
  }
}

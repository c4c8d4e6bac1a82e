internal import Cleanup
internal import Jobs
internal import Logging

extension JobTenant {
  /// Runs an engine while the body works.
  func withEngine(
    at clock: SetClock? = nil, _ body: (RunEngine) async throws -> Void
  ) async throws {
    let engine = RunEngine(data, clock: clock?.clock ?? self.clock, logger: .quiet)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await engine.run() }
      try await body(engine)
      group.cancelAll()
    }
  }

  /// The same as `startRun`, where refusals are thrown.
  func makeRun(_ policy: Policy) async throws(Refusal) -> Run {
    do {
      return try await startRun(policy)
    } catch {
      throw error as? Refusal ?? Refusal(.internalError, "\(error)")
    }
  }
}

extension Logger {
  /// A logger that says nothing of what the tests provoke.
  static var quiet: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }
}

internal import Cleanup
internal import Foundation
internal import Messages
internal import RPC
internal import Storage
internal import Testing

@Suite("Runs")
struct RunTests {
  private func prepared(
    _ service: RunningService, users count: Int = 40,
    _ policy: Policy = Policy(
      action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100))
  ) async throws -> TestTenant {
    let tenant = try await service.tenant()
    try await tenant.importUsers(SampleUsers(now: service.clock.now).mostlyDormant(count))
    try await tenant.configure(policy)
    return tenant
  }

  private func order(_ report: AnalysisReport) -> RunRequest {
    .with {
      $0.analysisID = report.analysis.id
      $0.confirmCandidateCount = report.analysis.tally.candidates
    }
  }

  @Test("A stale, foreign, as-of or miscounted analysis is refused before anybody is touched")
  func refusals() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      let asOf = try await tenant.analyze(asOf: service.clock.now)
      await expectRefusal(.analysisNotRunnable) { try await tenant.run(asOf) }
      let report = try await tenant.analyze()
      var miscounted = order(report)
      miscounted.confirmCandidateCount += 1
      await expectRefusal(.candidateCountMismatch) {
        try await tenant.call(Methods.Cleanup.run, miscounted)
      }
      let other = try await service.tenant("other")
      await expectRefusal(.analysisNotFound, .notFound) { try await other.run(report) }
      await expectRefusal(.invalidRequest, fields: ["analysis_id"]) {
        try await tenant.call(Methods.Cleanup.run, RunRequest())
      }
      var policy = report.analysis.policy.policy
      policy.inactiveAfterDays = 181
      try await tenant.configure(policy, mask: [.inactiveAfterDays])
      await expectRefusal(.analysisStale) { try await tenant.run(report) }
      let fresh = try await tenant.analyze()
      service.clock.advance(bySeconds: 24 * 3600)
      await expectRefusal(.analysisStale) { try await tenant.run(fresh) }
      let inactive = try await tenant.call(
        Methods.Directories.listUsers, .with { $0.active = .inactive })
      #expect(inactive.users.isEmpty)
    }
  }

  @Test("Overriding the limits takes admin, and the reason is kept")
  func override() async throws {
    try await withService { service in
      let tenant = try await prepared(
        service, Policy(action: .deactivate, inactiveAfterDays: 180))
      let report = try await tenant.analyze()
      let worker = try await tenant.with(.operator)
      await expectRefusal(.permissionDenied) {
        try await worker.run(report, override: "because")
      }
      let run = try await tenant.run(report, override: "because")
      #expect(run.overrideReason == "because")
    }
  }

  @Test("Who logged in after the analysis is skipped with the reason")
  func skipsTheAwake() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      let report = try await tenant.analyze()
      let awake = SampleUsers(now: service.clock.now).user("user1", daysAgo: 0)
      try await tenant.importUsers([awake], mode: .merge)
      let run = try await tenant.run(report)
      #expect(run.counts.done == 29)
      #expect(run.counts.skipped == 1)
      let skipped = try await tenant.call(
        Methods.Cleanup.listOutcomes, .with { $0.result = .skipped })
      #expect(skipped.outcomes.map(\.username) == ["user1"])
      #expect(skipped.outcomes.map(\.code) == [.verdict(.active)])
    }
  }

  @Test("A rehearsal says what would start and starts nothing")
  func rehearsal() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      let report = try await tenant.analyze()
      var request = order(report)
      request.isValidateOnly = true
      let run = try await tenant.call(Methods.Cleanup.run, request)
      #expect(run.candidates == 30)
      let log = try await tenant.call(Methods.Cleanup.listLogs, ListLogsRequest())
      #expect(log.totalSize == 0)
    }
  }

  @Test("A repeated order gives the same run and acts once")
  func repeated() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      var request = order(try await tenant.analyze())
      request.requestID = "one"
      let first = try await tenant.call(Methods.Cleanup.run, request)
      let again = try await tenant.call(Methods.Cleanup.run, request)
      #expect(first.id == again.id)
      #expect(try await tenant.end(of: first.id).counts.done == 30)
      let late = try await tenant.call(Methods.Cleanup.run, request)
      #expect(late.id == first.id)
      #expect(try await tenant.end(of: first.id).counts.total == 30)
    }
  }

  @Test("A cancelled run skips who is left, and everybody has one outcome")
  func cancel() async throws {
    try await withService { service in
      let tenant = try await prepared(service, users: 4000)
      let run = try await tenant.call(Methods.Cleanup.run, order(try await tenant.analyze()))
      do {
        let cancelled = try await tenant.call(
          Methods.Cleanup.cancelRun, .with { $0.runID = run.id })
        #expect(!cancelled.cancelledBy.isEmpty)
      } catch let status as Status {
        // On a fast machine the run may be over before the call comes.
        #expect(try ErrorDetails.decode(status.details).reason == "RUN_ENDED")
      }
      let ended = try await tenant.end(of: run.id)
      #expect(ended.counts.total == 3000)
      if ended.state == .cancelled { #expect(ended.counts.skipped > 0) }
      await expectRefusal(.runEnded) {
        try await tenant.call(Methods.Cleanup.cancelRun, .with { $0.runID = run.id })
      }
    }
  }

  @Test("A change of policy in the middle skips who is left")
  func policyChange() async throws {
    try await withService { service in
      let tenant = try await prepared(service, users: 4000)
      let report = try await tenant.analyze()
      let run = try await tenant.call(Methods.Cleanup.run, order(report))
      try await tenant.configure(report.analysis.policy.policy, mask: [.inactiveAfterDays])
      let ended = try await tenant.end(of: run.id)
      #expect(ended.counts.total == 3000)
      if ended.counts.skipped > 0 {
        let skipped = try await tenant.call(
          Methods.Cleanup.listOutcomes, .with { $0.result = .skipped })
        #expect(skipped.outcomes.allSatisfy { $0.code == .policyChanged })
      }
    }
  }

  @Test("Two runs at once are refused")
  func oneAtATime() async throws {
    try await withService { service in
      let tenant = try await prepared(service, users: 4000)
      let request = order(try await tenant.analyze())
      let run = try await tenant.call(Methods.Cleanup.run, request)
      do {
        _ = try await tenant.call(Methods.Cleanup.run, request)
        // It was over already; then nobody was left to act on twice.
        #expect(try await tenant.end(of: run.id).state == .completed)
      } catch let status as Status {
        #expect(try ErrorDetails.decode(status.details).reason == "RUN_IN_PROGRESS")
      }
      _ = try await tenant.end(of: run.id)
    }
  }

  @Test("A watcher from the start sees every outcome in order")
  func watch() async throws {
    try await withService { service in
      let tenant = try await prepared(service, users: 400)
      let run = try await tenant.call(Methods.Cleanup.run, order(try await tenant.analyze()))
      let events = try await tenant.stream(
        Methods.Cleanup.watchRun,
        .with {
          $0.runID = run.id
          $0.fromSequence = 1
        })
      let sequences = events.compactMap { event -> Int64? in
        if case .outcome(let outcome) = event { return outcome.sequence }
        return nil
      }
      #expect(sequences == Array(1...300))
    }
  }

  @Test("The log file is readable by itself, and is made again when it goes missing")
  func logFile() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      let run = try await tenant.run(try await tenant.analyze())
      let path = service.data.path + "/" + run.logFile
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 31)
      #expect(lines[0].contains(run.id))
      try FileManager.default.removeItem(atPath: path)
      let again = try await tenant.call(Methods.Cleanup.getLog, .with { $0.runID = run.id })
      #expect(again == run)
      let remade = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(remade == lines)
    }
  }

  @Test("An export holds every outcome, as CSV and as JSON Lines")
  func export() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      _ = try await tenant.run(try await tenant.analyze())
      for (format, lines) in [(ExportFormat.csv, 31), (.jsonLines, 30)] {
        let pieces = try await tenant.stream(
          Methods.Cleanup.exportLog, .with { $0.format = format })
        let text = String(decoding: pieces.flatMap(\.data), as: UTF8.self)
        #expect(text.split(whereSeparator: \.isNewline).count == lines)
      }
    }
  }
}

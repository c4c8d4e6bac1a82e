internal import Cleanup
internal import Foundation
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

@Suite("How runs end")
struct RunEndTests {
  private let deactivate = Policy(action: .deactivate, inactiveAfterDays: 180)

  @Test("A policy that changes in the middle skips the rest")
  func policyChanges() async throws {
    try await withBegunRun { tenant, execution, done in
      try await tenant.configure(deactivate)
      while try await execution.step() != nil {}
      let ended = try await execution.finish()
      #expect(ended.state == .completed)
      try await tenant.expectAgreement(on: ended, done: done)
      try await expectRest(.policyChanged, of: ended, tenant)
    }
  }

  @Test("A cancelled run skips the rest and ends as cancelled")
  func cancelled() async throws {
    try await withBegunRun { tenant, execution, done in
      try await tenant.cancel(try #require(try await tenant.running()))
      while try await execution.step() != nil {}
      let ended = try await execution.finish()
      #expect(ended.state == .cancelled)
      #expect(ended.cancelledBy == "tester")
      try await tenant.expectAgreement(on: ended, done: done)
      try await expectRest(.cancelled, of: ended, tenant)
    }
  }

  @Test("A run that is cancelled after its last user says so in the log file as well")
  func cancelledLate() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      let run = try await tenant.startRun(deactivate)
      var execution = RunExecution(run, in: tenant.database, clock: tenant.clock, isResumed: false)
      while try await execution.step() != nil {}
      try await tenant.cancel(run)
      let ended = try await execution.finish()
      #expect(ended.state == .cancelled)
      let summary = try #require(try tenant.logLines(of: ended).first)
      #expect(summary.contains("\"state\":\"CANCELLED\""))
      #expect(summary.contains("\"cancelled_by\":\"tester\""))
    }
  }

  @Test("The log file holds the run and each outcome, and is the same when it is made again")
  func logFile() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers(
        [tenant.user("ann", daysAgo: 400), tenant.user("bob", daysAgo: 300)])
      let run = try await tenant.startRun(deactivate)
      try await tenant.importUsers([tenant.user("bob", daysAgo: 1)], mode: .merge)
      let ended = try await tenant.finish(run, isResumed: false)
      let lines = try tenant.logLines(of: ended)
      #expect(lines.count == 3)
      for text in ["\"type\":\"run\"", ended.id, "\"done\":1", "\"skipped\":1", "\"DEACTIVATE\""] {
        #expect(lines[0].contains(text), "\(text)")
      }
      let ann = try #require(lines.first { $0.contains("\"username\":\"ann\"") })
      #expect(ann.contains("\"result\":\"DONE\""))
      let bob = try #require(lines.first { $0.contains("\"username\":\"bob\"") })
      #expect(bob.contains("\"reason\":\"ACTIVE\""))
      try FileManager.default.removeItem(atPath: tenant.database.files.logs)
      let log = RunLog(tenant.database.files)
      #expect(!log.exists(ended))
      try await tenant.database.read { (reader) throws(StorageError) in
        try log.write(ended, from: reader)
      }
      #expect(try tenant.logLines(of: ended) == lines)
    }
  }

  @Test("Whoever was cleaned in the last day counts once in the limits, even under another action")
  func limits() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers(
        (0..<10).map { tenant.user("user\($0)", daysAgo: $0 < 2 ? 400 : 1) })
      let run = try await tenant.startRun(
        Policy(action: .removeFromGroup("members"), inactiveAfterDays: 180))
      #expect(try await tenant.finish(run, isResumed: false).counts.done == 2)
      // In group mode they are no members any more, and are looked at only as recently cleaned.
      let again = try await check(tenant)
      #expect((again.counted, again.lookedAt) == (2, 10))
      // The other action looks at them itself.
      try await tenant.configure(deactivate)
      let other = try await check(tenant)
      #expect(other.recentlyCleaned == 2)
      #expect((other.counted, other.lookedAt) == (4, 10))
      #expect(!other.isAllowed)
      // A day later they count no longer.
      let later = try await check(tenant, afterSeconds: 86_400)
      #expect((later.counted, later.lookedAt) == (2, 10))
    }
  }

  private func check(
    _ tenant: JobTenant, afterSeconds seconds: Int64 = 0
  ) async throws -> SafetyCheck {
    let analysis = try await tenant.analyze()
    return try await tenant.database.read { (reader) throws(StorageError) in
      try RunStarter.safetyCheck(
        of: analysis, at: tenant.now.advanced(bySeconds: seconds), in: reader)
    }
  }

  /// Begins a run over 300 users and hands it over after its first step.
  private func withBegunRun(
    _ body: (JobTenant, inout RunExecution, _ done: Int) async throws -> Void
  ) async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<300).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.startRun(deactivate)
      var execution = RunExecution(run, in: tenant.database, clock: tenant.clock, isResumed: false)
      let begun = try #require(try await execution.step())
      #expect(begun.counts.done < 300)
      try await body(tenant, &execution, begun.counts.done)
    }
  }

  private func expectRest(
    _ code: OutcomeCode, of run: Run, _ tenant: JobTenant
  ) async throws {
    let rest = try await tenant.outcomes(of: run).filter { $0.result != .done }
    #expect(!rest.isEmpty)
    #expect(rest.allSatisfy { $0.result == .skipped && $0.code == code })
  }
}

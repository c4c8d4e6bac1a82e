internal import Cleanup
internal import Jobs
internal import Storage
internal import Testing

@Suite("Runs that a broken listing holds")
struct HeldRunTests {
  private let policy = Policy(
    action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 50))

  private func users(_ tenant: JobTenant, _ count: Int) -> [ImportedUser] {
    (0..<count).map { tenant.user("user\($0)", daysAgo: $0 % 4 == 0 ? 400 : 1) }
  }

  private func refusal(_ tenant: JobTenant) async -> Refusal? {
    do throws(Refusal) {
      _ = try await tenant.makeRun(policy)
      return nil
    } catch {
      return error
    }
  }

  private func release(
    _ tenant: JobTenant, directory: String = "", etag: String = ""
  ) async throws -> [HeldListing] {
    try await tenant.database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      try HeldRuns(in: writer).release(
        directory: directory, etag: etag, reason: "they left", by: JobTenant.caller,
        at: tenant.now)
    }.value
  }

  @Test("No run starts until somebody releases it, whatever limits are overridden")
  func refused() async throws {
    try await withJobTenant { tenant in
      try await tenant.configure(policy)
      try await tenant.importUsers(users(tenant, 100))
      try await tenant.importUsers(users(tenant, 40))
      let found = await refusal(tenant)
      #expect(found?.reason == .runsHeld)
      for part in ["\"users\"", "40 users where 100 were", "50 per cent", "ReleaseHeldRun"] {
        #expect(found?.message.contains(part) == true, "\(part)")
      }
      #expect(try await tenant.running() == nil)
      #expect(try await release(tenant).map(\.directory) == ["users"])
      #expect(await refusal(tenant) == nil)
    }
  }

  @Test("An analysis says what holds runs, and is made all the same")
  func analysis() async throws {
    try await withJobTenant { tenant in
      try await tenant.configure(policy)
      try await tenant.importUsers(users(tenant, 100))
      try await tenant.importUsers(users(tenant, 40))
      let finished = try await Analyzer(tenant.database, clock: tenant.clock)
        .analyze(asOf: nil, by: JobTenant.caller) { _ in }
      #expect(finished.analysis.tally.candidates == 10)
      #expect(finished.held.map(\.directory) == ["users"])
    }
  }

  @Test("Whoever is left of a run that is at work is skipped, and undo gives the others back")
  func inTheMiddle() async throws {
    try await withJobTenant { tenant in
      let count = RunExecution.pageSize * 4
      try await tenant.importUsers((0..<count).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.startRun(
        Policy(
          action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100)))
      var execution = RunExecution(run, in: tenant.database, clock: tenant.clock, isResumed: false)
      let begun = try #require(try await execution.step())
      // The listing of another directory breaks, so that nobody of this one vanishes.
      try await tenant.putDirectory("more")
      try await tenant.importUsers(users(tenant, 10), directory: "more")
      try await tenant.importUsers([], directory: "more")
      #expect(try await tenant.held().isEmpty, "with a limit of 100 per cent all may go")
      try await tenant.holdRuns(of: "more")
      while try await execution.step() != nil {}
      let ended = try await execution.finish()
      #expect(ended.state == .completed)
      #expect(ended.counts.done == begun.counts.done)
      let skipped = try await tenant.outcomes(of: run).filter { $0.result == .skipped }
      #expect(skipped.count == count - begun.counts.done)
      #expect(Set(skipped.map(\.code)) == [.runsHeld])
      #expect(skipped.allSatisfy { $0.message.contains("\"more\"") })
      let undone = try await tenant.undo(ended)
      #expect(undone.counts.done == begun.counts.done, "an undo is never held")
      #expect(try await tenant.login("user0").outcome != .refused, "and neither is a login")
    }
  }

  @Test("A release names its directory and the listing that was looked at")
  func release() async throws {
    try await withJobTenant { tenant in
      try await tenant.configure(policy)
      try await tenant.putDirectory("more")
      for directory in ["users", "more"] {
        try await tenant.importUsers(users(tenant, 100), directory: directory)
        try await tenant.importUsers(users(tenant, 40), directory: directory)
      }
      await expectRefusal(.staleETag, tenant, directory: "more", etag: "old")
      await expectRefusal(.directoryNotFound, tenant, directory: "none")
      let held = try await tenant.held()
      #expect(held.map(\.directory) == ["users", "more"])
      #expect(try await release(tenant, directory: "more", etag: held[1].etag) == [held[1]])
      #expect(await refusal(tenant)?.message.contains("more") == false)
      await expectRefusal(.runsNotHeld, tenant, directory: "more")
      #expect(try await release(tenant) == [held[0]])
      await expectRefusal(.runsNotHeld, tenant)
      let events = try await tenant.database.read { (reader) throws(StorageError) in
        try reader.auditEvents(limit: 1000).items.reversed().map(\.event)
          .filter { $0.action == "runs.released" }
      }
      #expect(events.map(\.subject) == ["directory/more", "directory/users"])
      #expect(events.allSatisfy { $0.after.contains("they left") && $0.before.contains("40") })
    }
  }

  private func expectRefusal(
    _ reason: RefusalReason, _ tenant: JobTenant, directory: String = "", etag: String = ""
  ) async {
    do {
      _ = try await release(tenant, directory: directory, etag: etag)
      Issue.record("\(reason) was expected")
    } catch {
      #expect((error as? Refusal)?.reason == reason)
    }
  }
}

extension JobTenant {
  fileprivate func held() async throws -> [HeldListing] {
    try await database.read { (reader) throws(StorageError) in try reader.heldListings() }
  }

  /// Lets an empty listing of a directory, which has users, hold runs without touching the policy.
  fileprivate func holdRuns(of directory: String) async throws {
    try await importUsers([user("x", daysAgo: 1), user("y", daysAgo: 1)], directory: directory)
    let without = ["x", "y"].map { ImportedUser(externalID: "id-\($0)", username: $0) }
    try await importUsers(without, directory: directory)
  }
}

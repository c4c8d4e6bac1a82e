internal import Cleanup
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Taking a run back")
struct UndoTests {
  private let deactivate = Policy(action: .deactivate, inactiveAfterDays: 180)
  private let remove = Policy(action: .removeFromGroup("members"), inactiveAfterDays: 180)

  @Test("Accounts are open again, their holds closed, and a full period begins")
  func accounts() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([
        tenant.user("ann", daysAgo: 400), tenant.user("bob", daysAgo: 1),
      ])
      let run = try await tenant.finish(tenant.startRun(deactivate))
      let undo = try await tenant.undo(run, afterSeconds: 60)
      #expect(undo.state == .completed)
      #expect((undo.counts.done, undo.counts.total) == (1, 1))
      let ann = try #require(try await tenant.details("ann"))
      #expect(ann.user.isActive)
      #expect(ann.holds.isEmpty)
      #expect(ann.user.reactivatedAt == tenant.now.advanced(bySeconds: 60))
      #expect(try await tenant.details("bob")?.user.reactivatedAt == nil)
      #expect(try tenant.logLines(of: undo).first?.contains("\"undoes\":\"\(run.id)\"") == true)
    }
  }

  @Test("Only the memberships that the run took come back, in every directory")
  func memberships() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([
        tenant.user("ann", daysAgo: 400, groups: ["members", "staff"]),
        tenant.user("bob", daysAgo: 400, groups: ["members"]),
      ])
      let run = try await tenant.finish(tenant.startRun(remove))
      #expect(try await tenant.groups(of: "ann") == ["staff"])
      let undo = try await tenant.undo(run)
      #expect(undo.counts.done == 2)
      #expect(try await tenant.groups(of: "ann") == ["members", "staff"])
      #expect(try await tenant.groups(of: "bob") == ["members"])
      #expect(try await tenant.outcomes(of: undo).allSatisfy { $0.effect == .addToGroup })
    }
  }

  @Test("Whoever changed since is skipped, and the outcome says what happened")
  func changedSince() async throws {
    try await withJobTenant { tenant in
      let names = ["ann", "bob", "cid", "dan", "eve"]
      try await tenant.importUsers(names.map { tenant.user($0, daysAgo: 400) })
      let run = try await tenant.finish(tenant.startRun(deactivate))
      _ = try await tenant.act(.restore, "ann")
      _ = try await tenant.act(.deactivate, "bob")
      _ = try await tenant.act(.reactivate, "cid")
      try await tenant.importUsers(
        ["ann", "bob", "cid", "eve"].map { tenant.user($0, daysAgo: 400) })
      let undo = try await tenant.undo(run)
      let outcomes = try await tenant.outcomes(of: undo)
      let said = Dictionary(uniqueKeysWithValues: outcomes.map { ($0.username, $0.code) })
      #expect(said["ann"] == .some(.changedSince))
      #expect(said["bob"] == .some(.changedSince))
      #expect(said["cid"] == .some(.changedSince))
      #expect(said["dan"] == .some(.vanished))
      #expect(try await tenant.details("bob")?.user.isActive == false)
      #expect(outcomes.filter { $0.result == .done }.count + 4 == outcomes.count)
    }
  }

  @Test("A second undo finds nothing left, and an undo cannot be undone")
  func twice() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      let run = try await tenant.finish(tenant.startRun(deactivate))
      let undo = try await tenant.undo(run)
      let again = try await tenant.undo(run)
      #expect((again.counts.done, again.counts.skipped) == (0, 1))
      await expect(.runNotUndoable) { try await tenant.undo(undo) }
      var unknown = run
      unknown.id = "nope"
      await expect(.runNotFound) { [unknown] in try await tenant.undo(unknown) }
    }
  }

  @Test("A run that is still at work must be cancelled or end first")
  func underWay() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      let run = try await tenant.startRun(deactivate)
      await expect(.runInProgress) { try await tenant.undo(run) }
    }
  }

  @Test("A cancelled undo leaves the rest as it is, and the next one goes on")
  func cancelled() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<600).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.finish(tenant.startRun(deactivate))
      let undo = try await tenant.startUndo(run)
      var execution = RunExecution(undo, in: tenant.database, clock: tenant.clock, isResumed: false)
      let begun = try #require(try await execution.step())
      try await tenant.cancel(undo)
      while try await execution.step() != nil {}
      let ended = try await execution.finish()
      #expect(ended.state == .cancelled)
      #expect(ended.counts.done == begun.counts.done)
      #expect(ended.counts.total == 600)
      let rest = try await tenant.undo(run)
      #expect(rest.counts.done == 600 - begun.counts.done)
    }
  }

  @Test("An interrupted undo goes on where it stood, however long that took")
  func resumed() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<600).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.finish(tenant.startRun(deactivate))
      let undo = try await tenant.startUndo(run)
      var execution = RunExecution(undo, in: tenant.database, clock: tenant.clock, isResumed: false)
      _ = try #require(try await execution.step())
      let ended = try await tenant.finish(undo, afterSeconds: 86_400 * 30)
      #expect(ended.counts.done == 600)
      #expect(Set(try await tenant.outcomes(of: ended).map(\.username)).count == 600)
    }
  }

  @Test("What an undo gives back counts in no limit of later runs")
  func limits() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      let run = try await tenant.finish(tenant.startRun(deactivate))
      _ = try await tenant.undo(run)
      let since = tenant.now.advanced(bySeconds: -10)
      let cleaned = try await tenant.database.read { (reader) throws(StorageError) in
        try reader.recentlyCleaned(since: since)
      }
      #expect(cleaned == RecentlyCleaned(done: 1, stillHeld: 0))
    }
  }

  private func expect(
    _ reason: RefusalReason, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Run
  ) async {
    let refusal = await #expect(throws: Refusal.self, sourceLocation: sourceLocation) {
      try await body()
    }
    #expect(refusal?.reason == reason, sourceLocation: sourceLocation)
  }
}

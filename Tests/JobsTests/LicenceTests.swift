internal import Cleanup
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Counting seats", .timeLimit(.minutes(1)))
struct LicenceTests {
  private let deactivate = Policy(
    action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100))
  private let remove = Policy(
    action: .removeFromGroup("members"), inactiveAfterDays: 180,
    safetyLimits: SafetyLimits(maxPercent: 100))

  @Test(
    "An analysis counts, a run frees, a login, a person and an undo restore",
    arguments: [
      true, false,
    ])
  func wholeLife(removes: Bool) async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers(
        ["ann", "bob", "cid", "dan"].map { tenant.user($0, daysAgo: 400) }
          + [tenant.user("eve", daysAgo: 1), tenant.user("out", daysAgo: 400, groups: ["staff"])])
      let policy = removes ? remove : deactivate
      let all = removes ? 5 : 6
      let run = try await tenant.startRun(policy)
      #expect(try await tenant.seats() == SeatCount(day: tenant.today, held: all))
      _ = try await tenant.finish(run, isResumed: false)
      let freed = removes ? 4 : 5
      try await expect(tenant, held: all - freed, freed: freed, restored: 0)
      _ = try await tenant.login("ann")
      try await expect(tenant, held: all - freed + 1, freed: freed, restored: 1)
      // Ann is in already: another login restores nothing.
      _ = try await tenant.login("ann")
      _ = try await tenant.act(.restore, "bob")
      _ = try await tenant.act(.restore, "bob")
      try await expect(tenant, held: all - freed + 2, freed: freed, restored: 2)
      let undo = try await tenant.undo(run)
      #expect(undo.counts.done == freed - 2)
      try await expect(tenant, held: all, freed: freed, restored: freed)
      _ = try await tenant.act(.deactivate, "eve", "ann")
      _ = try await tenant.act(.deactivate, "eve")
      try await expect(tenant, held: all - 2, freed: freed + 2, restored: freed)
      // What was counted along is what counting all anew finds.
      try await tenant.measureSeats()
      try await expect(tenant, held: all - 2, freed: freed + 2, restored: freed)
    }
  }

  @Test("Who is a member through another group too keeps the seat when the direct one is taken")
  func nested() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers(
        [tenant.user("ann", daysAgo: 400, groups: ["members", "staff"])],
        groups: [ImportedGroup(name: "staff", parent: "members")])
      let run = try await tenant.finish(try await tenant.startRun(remove), isResumed: false)
      #expect(run.counts.manual == 1)
      try await expect(tenant, held: 1, freed: 0, restored: 0)
    }
  }

  @Test("In group mode a closed account gives the seat back though the membership stays")
  func closedMember() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 1)])
      try await tenant.configure(remove)
      _ = try await tenant.analyze()
      _ = try await tenant.act(.deactivate, "ann")
      try await expect(tenant, held: 0, freed: 1, restored: 0)
      _ = try await tenant.act(.reactivate, "ann")
      try await expect(tenant, held: 1, freed: 1, restored: 1)
      _ = try await tenant.act(.removeFromGroup("members"), "ann")
      try await expect(tenant, held: 0, freed: 2, restored: 1)
      _ = try await tenant.act(.addToGroup("members"), "ann")
      try await expect(tenant, held: 1, freed: 2, restored: 2)
    }
  }

  @Test("An analysis as of another moment is no count, and a run on a day without one counts")
  func otherMoments() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      try await tenant.configure(deactivate)
      _ = try await Analyzer(tenant.database, clock: tenant.clock).analyze(
        asOf: tenant.now.advanced(bySeconds: -86_400), by: JobTenant.caller
      ) { _ in }
      #expect(try await tenant.seats() == nil)
      let run = try await tenant.startRun(deactivate)
      // Taken up the day after.
      _ = try await tenant.finish(run, afterSeconds: 86_400, isResumed: false)
      let history = try await tenant.history(atSeconds: 86_400)
      #expect(history.days.map(\.held) == [1, 0])
      #expect(history.days.map(\.isMeasured) == [true, true])
      #expect(history.days.map(\.freed) == [0, 1])
    }
  }

  @Test("What is freed and restored during a long analysis goes with the count of its snapshot")
  func duringAnalysis() async throws {
    try await withJobTenant { tenant in
      let users = 2 * Analyzer.chunkSize
      try await tenant.importUsers((0..<users).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.startRun(deactivate)
      try await whileAnalyzing(tenant) {
        let ended = try await tenant.finish(run, isResumed: false)
        #expect(ended.counts.done == users)
        _ = try await tenant.login("user1")
      }
      try await expect(tenant, held: 1, freed: users, restored: 1)
    }
  }

  @Test("A long analysis that ends late leaves a count that was made after its snapshot")
  func newerCount() async throws {
    try await withJobTenant { tenant in
      let users = 2 * Analyzer.chunkSize
      try await tenant.importUsers((0..<users).map { tenant.user("user\($0)", daysAgo: 400) })
      try await tenant.configure(deactivate)
      try await whileAnalyzing(tenant) {
        try await tenant.importUsers([tenant.user("new", daysAgo: 1)], mode: .merge)
        try await tenant.measureSeats()
        _ = try await tenant.act(.deactivate, "new")
        try await expect(tenant, held: users, freed: 1, restored: 0)
        _ = try await tenant.act(.reactivate, "new")
      }
      try await expect(tenant, held: users + 1, freed: 1, restored: 1)
    }
  }

  @Test("Groups of logins and runs keep the audit's chain, and it names who acted, from where")
  func chain() async throws {
    try await withJobTenant { tenant in
      let names = (0..<30).map { "user\($0)" }
      try await tenant.importUsers(names.map { tenant.user($0, daysAgo: 400) })
      let run = try await tenant.finish(try await tenant.startRun(remove), isResumed: false)
      #expect(run.counts.done == 30)
      await withTaskGroup(of: Void.self) { group in
        for name in names { group.addTask { _ = try? await tenant.login(name) } }
      }
      let records = try await tenant.database.read { (reader) throws(StorageError) in
        try reader.auditEvents(limit: 1000).items
      }
      #expect(records.count { $0.event.action == "login.woke" } == 30)
      #expect(records.allSatisfy { $0.event.caller != nil || $0.event.action == "run.ended" })
      let check = try await tenant.database.read { (reader) throws(StorageError) in
        try reader.continuing(AuditCheck())
      }
      #expect(check.isOver && check.proof.firstBreak == nil && check.proof.count == records.count)
      let taken = try #require(
        records.first { $0.event.action == "user.remove_from_group" }?.event)
      #expect(taken.caller == JobTenant.caller)
      #expect(taken.before == #"{"groups":"members"}"#)
      #expect(taken.after == #"{"result":"DONE","group":"members","because":"run/\#(run.id)"}"#)
      let woken = try #require(records.first { $0.event.action == "login.woke" }?.event)
      #expect(woken.before == #"{"active":"true"}"#)
      #expect(woken.after.hasSuffix(#""active":"true","groups":"members"}"#))
    }
  }

  @Test("By hand the audit has what was there before and after, and until when somebody is exempt")
  func byHand() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 1, groups: ["members", "staff"])])
      _ = try await tenant.act(.deactivate, "ann")
      _ = try await tenant.act(.removeFromGroup("staff"), "ann")
      _ = try await tenant.act(
        .exempt(until: tenant.now.advanced(bySeconds: 60), owner: "boss"), "ann")
      let events = try await tenant.audit(of: "id-ann")
      #expect(
        events.map(\.before) == [
          #"{"active":"true"}"#, #"{"active":"false","groups":"staff"}"#, #"{"active":"false"}"#,
        ])
      #expect(events[0].after.hasSuffix(#""active":"false"}"#))
      #expect(events[1].after.hasSuffix(#""active":"false"}"#))
      #expect(events[2].after.contains(#""exempt_until":"20"#))
      #expect(events[2].after.hasSuffix(#""owner":"boss"}"#))
    }
  }

  /// Analyses, and does something while the snapshot has been read in part.
  private func whileAnalyzing(
    _ tenant: JobTenant, _ body: () async throws -> Void
  ) async throws {
    let held = HeldRead()
    let analyzer = Analyzer(tenant.database, clock: tenant.clock)
    async let analysis = analyzer.analyze(asOf: nil, by: JobTenant.caller) { _ in held.stop() }
    await held.wait()
    defer { held.release() }
    try await body()
    held.release()
    _ = try await analysis
  }

  private func expect(
    _ tenant: JobTenant, held: Int, freed: Int, restored: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let expected = SeatCount(
      day: tenant.today, held: held, changes: SeatChanges(freed: freed, restored: restored))
    #expect(try await tenant.seats() == expected, sourceLocation: sourceLocation)
  }
}

internal import Cleanup
internal import Dispatch
internal import Jobs
internal import Storage
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Analysing")
struct AnalyzerTests {
  @Test("The stored verdicts are what each user gets alone, over random tenants")
  func equalsSingleVerdicts() async throws {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<5 {
      let users = Int.random(in: 1...200, using: &generator)
      let days = (0..<users).map { _ in Int64.random(in: 0...700, using: &generator) }
      let groups = (0..<users).map { _ in
        ["members", "staff", "moderators"].filter { _ in Bool.random(using: &generator) }
      }
      let inactiveAfterDays = Int.random(in: 1...600, using: &generator)
      try await withJobTenant { tenant in
        try await tenant.importUsers(
          (0..<users).map { tenant.user("user\($0)", daysAgo: days[$0], groups: groups[$0]) },
          groups: [
            ImportedGroup(name: "staff", parent: "members"), ImportedGroup(name: "moderators"),
          ])
        try await tenant.configure(
          Policy(
            action: .removeFromGroup("members"), inactiveAfterDays: inactiveAfterDays,
            exceptions: PolicyExceptions(groups: ["moderators"])))
        let analysis = try await tenant.analyze()
        #expect(analysis.tally.users == users)
        try await expectSingleVerdicts(of: analysis, tenant)
      }
    }
  }

  @Test("Nobody is a candidate in a directory that was merged into and never read whole")
  func mergedOnly() async throws {
    try await withJobTenant { tenant in
      let users = [tenant.user("ann", daysAgo: 400)]
      try await tenant.importUsers(users, mode: .merge)
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      #expect(try await tenant.analyze().tally.candidates == 0)
      try await tenant.importUsers(users)
      #expect(try await tenant.analyze().tally.candidates == 1)
    }
  }

  @Test("An analysis as of an earlier moment leaves out who came later")
  func asOf() async throws {
    try await withJobTenant { tenant in
      var late = tenant.user("late", daysAgo: 1)
      late.createdAt = tenant.now.advanced(bySeconds: -86_400)
      try await tenant.importUsers([tenant.user("early", daysAgo: 400), late])
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      let moment = tenant.now.advanced(bySeconds: -86_400 * 30)
      let analysis = try await Analyzer(tenant.database, clock: tenant.clock)
        .analyze(asOf: moment, by: JobTenant.caller) { _ in }.analysis
      #expect(analysis.tally.users == 1)
      #expect(analysis.expiresAt == nil)
    }
  }

  @Test("An analysis that is cancelled in the middle leaves nothing that could be seen")
  func cancelled() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<3000).map { tenant.user("user\($0)", daysAgo: 400) })
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      let (begun, signal) = AsyncStream<Void>.makeStream()
      let cancelled = DispatchSemaphore(value: 0)
      let analyzer = Analyzer(tenant.database, clock: tenant.clock)
      await withThrowingTaskGroup(of: FinishedAnalysis.self) { group in
        group.addTask {
          try await analyzer.analyze(asOf: nil, by: JobTenant.caller) { _ in
            // The pass stands still after its first chunk until its task is cancelled.
            signal.yield()
            cancelled.wait()
          }
        }
        for await _ in begun { break }
        group.cancelAll()
        for _ in 0..<3 { cancelled.signal() }
        await #expect(throws: Refusal.self) { try await group.next() }
      }
      let seen = try await tenant.database.read { (reader) throws(StorageError) in
        try reader.latestAnalysis()
      }
      #expect(seen == nil)
      #expect(try await tenant.analyze().tally.candidates == 3000)
    }
  }

  @Test("Verdicts are stored as they come, a chunk at a time, and seen only when all are there")
  func streams() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<3500).map { tenant.user("user\($0)", daysAgo: 400) })
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      let steps = Mutex<[Int]>([])
      let analysis = try await Analyzer(tenant.database, clock: tenant.clock)
        .analyze(asOf: nil, by: JobTenant.caller) { progress in
          let seen = try? tenant.database.readNow { (reader) throws(StorageError) in
            try reader.latestAnalysis()
          }
          #expect(seen == .some(nil))
          steps.withLock { $0.append(progress.evaluated) }
        }.analysis
      #expect(steps.withLock { $0 } == [1000, 2000, 3000])
      #expect(analysis.tally.users == 3500)
    }
  }

  private func expectSingleVerdicts(of analysis: Analysis, _ tenant: JobTenant) async throws {
    try await tenant.database.read { (reader) throws(StorageError) in
      let evaluator = try Evaluator(
        analysis.policy.policy, at: analysis.createdAt, graph: reader.groupGraph(), in: reader)
      let page = try reader.verdicts(
        ofAnalysis: analysis.id, VerdictFilter(), order: .username, after: nil, limit: 1000)
      #expect(page.items.count == analysis.tally.users)
      for item in page.items {
        let facts = try reader.facts(of: item.user)
        #expect(facts.map(evaluator.verdict(of:)) == item.verdict)
      }
    }
  }
}

internal import Cleanup
internal import Jobs
internal import Storage
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

  @Test("An analysis as of an earlier moment leaves out who came later")
  func asOf() async throws {
    try await withJobTenant { tenant in
      var late = tenant.user("late", daysAgo: 1)
      late.createdAt = tenant.now.advanced(bySeconds: -86_400)
      try await tenant.importUsers([tenant.user("early", daysAgo: 400), late])
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      let moment = tenant.now.advanced(bySeconds: -86_400 * 30)
      let analysis = try await Analyzer(tenant.database, clock: tenant.clock)
        .analyze(asOf: moment, by: JobTenant.caller) { _ in }
      #expect(analysis.tally.users == 1)
      #expect(analysis.expiresAt == nil)
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

internal import Cleanup
internal import Testing

@Suite("Counts of an analysis")
struct AnalysisTallyTests {
  @Test("Counts are kept per directory and summed in the order of the rules")
  func counts() {
    var tally = AnalysisTally(directories: ["users", "legacy"])
    let verdicts: [(Reason, Bool, Int)] = [
      (.inactive, true, 0), (.inactive, false, 0), (.neverLoggedIn, true, 1), (.active, false, 0),
      (.notInGroup, false, 1), (.alreadyInactive, false, 0),
    ]
    for (reason, isActionable, index) in verdicts {
      let verdict = Verdict(reason: reason, lastActivity: .unknown, isActionable: isActionable)
      tally.count(verdict, inDirectoryAt: index)
    }
    #expect(tally.users == 6)
    #expect(tally.candidates == 3)
    #expect(tally.actionable == 2)
    #expect(tally.lookedAt == 4)
    #expect(
      tally.reasonCounts.map(\.reason) == [
        .alreadyInactive, .notInGroup, .active, .neverLoggedIn, .inactive,
      ])
    #expect(tally.reasonCounts.map(\.count) == [1, 1, 1, 1, 2])
    #expect(tally.directories.map(\.candidates) == [2, 1])
    #expect(tally.directories.map(\.users) == [4, 2])
  }

  @Test("An analysis of another moment never expires into a run")
  func expiry() {
    let stored = StoredPolicy(
      policy: Policy(action: .deactivate, inactiveAfterDays: 90), revision: 1, etag: "e",
      updatedAt: Situation.now, updatedBy: "test")
    var analysis = Analysis(
      id: "a", policy: stored, createdAt: Situation.now,
      tally: AnalysisTally(directories: []), createdBy: "test")
    #expect(analysis.expiresAt == Situation.now.advanced(bySeconds: 24 * 3600))
    analysis.policy.policy.analysisTTLHours = 2
    #expect(analysis.expiresAt == Situation.now.advanced(bySeconds: 2 * 3600))
    analysis.asOf = daysAgo(1)
    #expect(analysis.expiresAt == nil)
  }
}

internal import Testing

@testable internal import Cleanup

@Suite("Thresholds that would have spared somebody")
struct UserReturnTests {
  private static let made = daysAgo(1000)

  @Test("The lowest threshold that the longest absence did not reach")
  func longest() {
    let returns = [
      back(idleDays: 100, daysAgo: 300), back(idleDays: 140, daysAgo: 100),
    ]
    #expect(sparing(returns) == 141)
    #expect(isDue(after: 140, idleDays: 140))
    #expect(!isDue(after: 141, idleDays: 140))
  }

  @Test("A restored user begins a new period, unless the grace has days of its own")
  func period() {
    // Never active since; restored 200 days later, which ended 300 days ago.
    let first = back(idleDays: 100, daysAgo: 300)
    let second = UserReturn(
      lastActivity: first.lastActivity, time: daysAgo(200), beginsPeriod: true)
    #expect(sparing([first, second]) == 101)
    #expect(sparing([first, second], grace: 10) == 201)
  }

  @Test("Whoever never logged in counts from the making of the account")
  func never() {
    let returns = [UserReturn(lastActivity: .never, time: daysAgo(900), beginsPeriod: true)]
    #expect(sparing(returns) == 101)
  }

  @Test("Without an outcome, or beyond the highest threshold, there is none")
  func none() {
    let gone = UserReturn(lastActivity: nil, time: daysAgo(1), beginsPeriod: true)
    #expect(sparing([back(idleDays: 100, daysAgo: 300), gone]) == nil)
    #expect(sparing([back(idleDays: Policy.maxDays, daysAgo: 0)]) == nil)
    #expect(sparing([back(idleDays: Policy.maxDays - 1, daysAgo: 0)]) == Policy.maxDays)
  }

  private func back(idleDays: Int, daysAgo days: Int) -> UserReturn {
    UserReturn(
      lastActivity: .known(
        ActivitySignal(kind: .imported, source: "users", time: daysAgo(days + idleDays))),
      time: daysAgo(days), beginsPeriod: true)
  }

  private func sparing(_ returns: [UserReturn], grace: Int? = nil) -> Int? {
    var policy = Policy(action: .deactivate, inactiveAfterDays: 90)
    policy.graceAfterReactivationDays = grace
    return UserReturn.sparingDays(returns, accountMadeAt: Self.made, policy: policy)
  }

  /// What the one judge says of somebody who was idle for so long.
  private func isDue(after threshold: Int, idleDays: Int) -> Bool {
    var situation = Situation()
    situation.policy.inactiveAfterDays = threshold
    situation.facts.signals = [
      ActivitySignal(kind: .imported, source: "users", time: daysAgo(idleDays))
    ]
    return situation.reason == .inactive
  }
}

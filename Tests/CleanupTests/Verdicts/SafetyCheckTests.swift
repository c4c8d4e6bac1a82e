internal import Cleanup
internal import Testing

@Suite("Safety limits")
struct SafetyCheckTests {
  private func isAllowed(
    _ actionable: Int, of lookedAt: Int, cleaned: Int = 0, percent: Int? = nil, users: Int? = nil
  ) -> Bool {
    SafetyCheck(
      actionable: actionable, lookedAt: lookedAt, recentlyCleaned: cleaned, stillCleaned: cleaned,
      limits: SafetyLimits(maxPercent: percent, maxUsers: users)
    ).isAllowed
  }

  @Test("Refused when count × 100 is more than per cent × users looked at")
  func percent() {
    #expect(isAllowed(25, of: 100))
    #expect(!isAllowed(26, of: 100))
    #expect(isAllowed(1, of: 4))
    #expect(!isAllowed(1, of: 3))
    #expect(isAllowed(10, of: 100, percent: 10))
    #expect(!isAllowed(11, of: 100, percent: 10))
    #expect(isAllowed(100, of: 100, percent: 100))
    #expect(isAllowed(0, of: 0))
  }

  @Test("A limit of zero lets nobody through; an unset limit is the default or none")
  func unset() {
    #expect(!isAllowed(1, of: 100, percent: 0))
    #expect(isAllowed(0, of: 100, percent: 0))
    #expect(!isAllowed(1, of: 100, users: 0))
    #expect(isAllowed(1_000_000, of: 4_000_000))
    #expect(SafetyLimits().effectiveMaxPercent == 25)
    #expect(SafetyLimits(maxPercent: 0).effectiveMaxPercent == 0)
  }

  @Test("What was cleaned in the last 24 hours stands on both sides")
  func recentlyCleaned() {
    #expect(isAllowed(5, of: 80, cleaned: 20))
    #expect(!isAllowed(6, of: 80, cleaned: 20))
    #expect(!isAllowed(6, of: 1000, cleaned: 5, users: 10))
    let check = SafetyCheck(
      actionable: 6, lookedAt: 80, recentlyCleaned: 20, stillCleaned: 20, limits: SafetyLimits())
    #expect(check.counted == 26)
    #expect(check.lookedAt == 100)
    #expect(
      check.refusal?.hasPrefix("26 of 100 users are more than the limit of 25 per cent") == true)
  }
}

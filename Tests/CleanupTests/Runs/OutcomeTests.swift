internal import Cleanup
internal import Testing

@Suite("Outcomes")
struct OutcomeTests {
  @Test("Codes are read back from their names")
  func codes() {
    let names =
      Reason.allCases.map(\.name) + [
        "POLICY_CHANGED", "CANCELLED", "RUN_EXPIRED", "VANISHED", "ALREADY_DONE",
        "INHERITED_MEMBERSHIP", "READ_ONLY_DIRECTORY", "USER_NOT_FOUND", "AMBIGUOUS_USER",
        "GROUP_NOT_FOUND", "NOTHING_TO_RESTORE", "STATE_UNCLEAR",
      ]
    for name in names { #expect(OutcomeCode(rawValue: name)?.rawValue == name) }
    #expect(OutcomeCode(rawValue: "NONSENSE") == nil)
  }

  @Test("Counts add up")
  func counts() {
    var counts = OutcomeCounts()
    for result in Outcome.Result.allCases + [.done] { counts.count(result) }
    #expect(counts.done == 2)
    #expect(counts.skipped == 1)
    #expect(counts.failed == 1)
    #expect(counts.manual == 1)
    #expect(counts.total == 5)
  }

  @Test("An effect and its inverse take each other back")
  func inverses() {
    for effect in Effect.allCases {
      if let inverse = effect.inverse { #expect(inverse.inverse == effect) }
    }
    #expect(Effect.deactivate.inverse == .reactivate)
    #expect(Effect.restore.inverse == nil)
  }
}

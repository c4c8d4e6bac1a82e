internal import Cleanup
internal import Testing

@Suite("The fixed order of the rules")
struct RuleOrderTests {
  /// Pairs of rules that one user can match both. The last five exclude one another: they are about
  /// the same last activity.
  static let pairs: [(Reason, Reason)] = Reason.allCases.flatMap { first in
    Reason.allCases
      .filter { $0.rawValue > first.rawValue && first.rawValue < Reason.activityUnknown.rawValue }
      .map { (first, $0) }
  }

  @Test("A user who matches one rule gets its reason", arguments: Reason.allCases)
  func single(reason: Reason) {
    var situation = Situation()
    situation.provoke(reason)
    #expect(situation.reason == reason)
  }

  @Test("A user who matches two rules gets the earlier one", arguments: pairs)
  func pair(first: Reason, second: Reason) {
    var situation = Situation()
    situation.provoke(second)
    situation.provoke(first)
    #expect(situation.reason == first)
    let matched = situation.evaluator.explanation(of: situation.facts).filter(\.isMatch)
    #expect(matched.map(\.reason).contains(second))
  }

  @Test("The order is the one that is documented")
  func documented() {
    #expect(
      Reason.allCases.map(\.name) == [
        "ALREADY_INACTIVE", "NOT_IN_GROUP", "DIRECTORY_INCOMPLETE", "SHADOWED",
        "DIRECTORY_EXCLUDED", "OUT_OF_SCOPE", "EXEMPT", "USER_EXCLUDED", "GROUP_EXCLUDED",
        "PROTECTED", "TOO_NEW", "RECENTLY_REACTIVATED", "ACTIVITY_UNKNOWN",
        "NEVER_LOGGED_IN_KEPT", "ACTIVE", "NEVER_LOGGED_IN", "INACTIVE",
      ])
    #expect(Reason.allCases.filter(\.isCandidate) == [.neverLoggedIn, .inactive])
    #expect(Reason.allCases.filter { !$0.isLookedAt } == Array(Reason.allCases.prefix(6)))
  }

  @Test(
    "An explanation tries every rule and decides as the verdict does", arguments: Reason.allCases)
  func explanation(reason: Reason) {
    var situation = Situation()
    situation.provoke(reason)
    let rules = situation.evaluator.explanation(of: situation.facts)
    #expect(rules.map(\.reason) == Reason.allCases)
    #expect(rules.filter(\.isDecisive).map(\.reason) == [reason])
    #expect(rules.allSatisfy { !$0.fact.isEmpty && $0.fact.hasSuffix(".") })
  }
}

/// One rule applied to one user.
package struct RuleTried: Hashable, Sendable {
  /// The rule, by the reason that it gives.
  package var reason: Reason
  /// Whether it matched.
  package var isMatch: Bool
  /// Whether it decided: the first that matched.
  package var isDecisive: Bool
  /// The fact behind it, one sentence.
  package var fact: String

  /// A rule that was tried.
  package init(reason: Reason, isMatch: Bool, isDecisive: Bool, fact: String) {
    self.reason = reason
    self.isMatch = isMatch
    self.isDecisive = isDecisive
    self.fact = fact
  }
}

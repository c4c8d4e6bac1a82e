extension Evaluator {
  /// The exception that keeps a user from being touched even by hand; nil when there is none.
  ///
  /// `PROTECTED` comes first, because nobody can override it.
  package func exception(for facts: UserFacts) -> Verdict? {
    let activity = lastActivity(of: facts)
    let reasons = [Reason.protected] + Reason.allCases.filter(\.isException)
    return reasons.lazy.compactMap { match($0, facts, activity) }.first
  }
}

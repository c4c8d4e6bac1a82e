/// What today's policy makes of one user, rule by rule.
package struct Explanation: Hashable, Sendable {
  /// The user.
  package var user: User
  /// The verdict, as an analysis would give it now.
  package var verdict: Verdict
  /// Every rule in its fixed order.
  package var rules: [RuleTried]
  /// Revision of the policy.
  package var policyRevision: Int64
  /// The moment of judging.
  package var moment: Moment
  /// At or before this moment somebody must have been last active to be inactive.
  package var cutoff: Moment
  /// How well logins in the user's directory are known; nil where its listings report them.
  package var observation: Observation?

  /// An explanation of one user's verdict.
  package init(
    user: User, verdict: Verdict, rules: [RuleTried], policyRevision: Int64, moment: Moment,
    cutoff: Moment, observation: Observation? = nil
  ) {
    self.user = user
    self.verdict = verdict
    self.rules = rules
    self.policyRevision = policyRevision
    self.moment = moment
    self.cutoff = cutoff
    self.observation = observation
  }
}

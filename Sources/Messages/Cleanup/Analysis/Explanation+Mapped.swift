internal import CMessages
package import Cleanup
internal import Protobuf

/// Of the user only what a verdict names travels.
extension Explanation: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Explanation> {
    dormouse__v1__explanation__init
  }
  static var blank: Explanation {
    Explanation(
      user: .blank, verdict: UserVerdict.blank.verdict, rules: [], policyRevision: 0,
      moment: .unset, cutoff: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__Explanation, _ coder: inout WireCoder) {
    var about = UserVerdict(
      user: user.id, directory: user.directory, externalID: user.externalID,
      username: user.username, displayName: user.displayName, verdict: verdict)
    coder.message("verdict", &about, &c.verdict)
    user.directory = about.directory
    user.externalID = about.externalID
    user.username = about.username
    user.displayName = about.displayName
    verdict = about.verdict
    coder.list("rules", &rules, &c.rules, &c.n_rules)
    coder.number(&policyRevision, &c.policy_revision)
    coder.moment("evaluate_time", &moment, &c.evaluate_time)
    coder.moment("cutoff_time", &cutoff, &c.cutoff_time)
    coder.message("observation", &observation, &c.observation)
  }
}

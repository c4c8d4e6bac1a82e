internal import CMessages
package import Cleanup
internal import Protobuf

/// Decision and explanation follow from the rest and are only sent. A verdict that was read has
/// row 0.
extension UserVerdict: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Verdict> {
    dormouse__v1__verdict__init
  }
  static var blank: UserVerdict {
    UserVerdict(
      user: UserID(rawValue: 0), directory: "", externalID: "", username: "", displayName: "",
      verdict: Verdict(reason: .active, lastActivity: .unknown))
  }

  mutating func map(_ c: inout Dormouse__V1__Verdict, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.text(&externalID, &c.external_id)
    coder.text(&username, &c.username)
    coder.text(&displayName, &c.display_name)
    coder.code("reason", &verdict.reason, &c.reason)
    coder.flag(&verdict.isActionable, &c.actionable)
    coder.defaulted("last_activity", &verdict.lastActivity, &c.last_activity)
    coder.texts(&verdict.groupPath, &c.group_path, &c.n_group_path)
    coder.text(&verdict.rule, &c.rule)
    coder.moment("fact_time", &verdict.factTime, &c.fact_time)
    if !coder.isReading {
      var decision: Decision = verdict.reason.isCandidate ? .candidate : .kept
      coder.code("decision", &decision, &c.decision)
      var explanation = verdict.explanation
      coder.text(&explanation, &c.explanation)
    }
  }
}

internal import CMessages
package import Cleanup
internal import Protobuf

extension RuleTried: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__RuleTried> {
    dormouse__v1__rule_tried__init
  }
  static var blank: RuleTried {
    RuleTried(reason: .active, isMatch: false, isDecisive: false, fact: "")
  }

  mutating func map(_ c: inout Dormouse__V1__RuleTried, _ coder: inout WireCoder) {
    coder.code("reason", &reason, &c.reason)
    coder.flag(&isMatch, &c.matched)
    coder.flag(&isDecisive, &c.decided)
    coder.text(&fact, &c.fact)
  }
}

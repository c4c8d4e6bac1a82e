internal import CMessages
package import Cleanup
internal import Protobuf

extension DueUser: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DueUser> {
    dormouse__v1__due_user__init
  }
  static var blank: DueUser { DueUser(date: "", verdict: .blank) }

  mutating func map(_ c: inout Dormouse__V1__DueUser, _ coder: inout WireCoder) {
    coder.text(&date, &c.date)
    coder.message("verdict", &verdict, &c.verdict)
  }
}

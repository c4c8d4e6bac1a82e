internal import CMessages
package import Cleanup
internal import Protobuf

extension DueDay: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DueDay> {
    dormouse__v1__due_day__init
  }
  static var blank: DueDay { DueDay(date: "") }

  mutating func map(_ c: inout Dormouse__V1__DueDay, _ coder: inout WireCoder) {
    coder.text(&date, &c.date)
    coder.count(&users, &c.user_count)
    coder.count(&actionable, &c.actionable_count)
  }
}

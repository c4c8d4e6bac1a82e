internal import CMessages
package import Cleanup
internal import Protobuf

extension TimeOfDay: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__TimeOfDay> {
    dormouse__v1__time_of_day__init
  }
  static var blank: TimeOfDay { TimeOfDay(hour: 0, minute: 0) }

  mutating func map(_ c: inout Dormouse__V1__TimeOfDay, _ coder: inout WireCoder) {
    coder.count(&hour, &c.hour)
    coder.count(&minute, &c.minute)
  }
}

extension Weekday: WireCode {
  static let wireOrder: [Weekday] = allCases
}

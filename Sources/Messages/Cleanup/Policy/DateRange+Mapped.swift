internal import CMessages
package import Cleanup
internal import Protobuf

extension DateRange: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DateRange> {
    dormouse__v1__date_range__init
  }
  static var blank: DateRange { DateRange(firstDate: "") }

  mutating func map(_ c: inout Dormouse__V1__DateRange, _ coder: inout WireCoder) {
    coder.text(&firstDate, &c.first_date)
    coder.text(&lastDate, &c.last_date)
    coder.text(&name, &c.name)
  }
}

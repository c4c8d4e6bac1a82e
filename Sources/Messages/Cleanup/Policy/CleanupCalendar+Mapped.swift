internal import CMessages
package import Cleanup
internal import Protobuf

extension CleanupCalendar: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Calendar> {
    dormouse__v1__calendar__init
  }
  static var blank: CleanupCalendar { CleanupCalendar() }

  mutating func map(_ c: inout Dormouse__V1__Calendar, _ coder: inout WireCoder) {
    coder.text(&timeZone, &c.time_zone)
    coder.list("pauses", &pauses, &c.pauses, &c.n_pauses)
    coder.list("uncounted", &uncounted, &c.uncounted, &c.n_uncounted)
  }
}

internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks at what times a schedule would start.
package struct PreviewScheduleRequest: WireMessage, Hashable {
  /// The schedule, on or off.
  package var report: ScheduleReport
  /// Times behind this moment; nil for now.
  package var after: Moment?
  /// How many times; 0 means 10.
  package var count = 0

  /// Asks about a schedule.
  package init(_ schedule: Schedule) {
    report = ScheduleReport(schedule)
  }
}

extension PreviewScheduleRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__PreviewScheduleRequest> {
    dormouse__v1__preview_schedule_request__init
  }
  static var blank: PreviewScheduleRequest { PreviewScheduleRequest(.blank) }

  mutating func map(_ c: inout Dormouse__V1__PreviewScheduleRequest, _ coder: inout WireCoder) {
    coder.message("schedule", &report, &c.schedule)
    coder.moment("after_time", &after, &c.after_time)
    coder.count(&count, &c.count)
  }
}

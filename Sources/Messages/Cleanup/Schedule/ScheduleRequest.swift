internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that the schedule be set.
package struct ScheduleRequest: WireMessage, Hashable {
  /// The whole schedule, and the etag of what was read.
  package var report: ScheduleReport
  /// Checks everything but stores nothing.
  package var isValidateOnly = false
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  /// Sets a schedule; an etag that is not empty must be that of the one that is stored.
  package init(_ schedule: Schedule, etag: String = "") {
    report = ScheduleReport(schedule, etag: etag)
  }
}

extension ScheduleRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ScheduleRequest> {
    dormouse__v1__schedule_request__init
  }
  static var blank: ScheduleRequest { ScheduleRequest(.blank) }

  mutating func map(_ c: inout Dormouse__V1__ScheduleRequest, _ coder: inout WireCoder) {
    coder.message("schedule", &report, &c.schedule)
    coder.flag(&isValidateOnly, &c.validate_only)
    coder.text(&requestID, &c.request_id)
  }
}

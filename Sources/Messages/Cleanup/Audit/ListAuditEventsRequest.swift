internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks for a page of the audit.
package struct ListAuditEventsRequest: DefaultedMessage {
  /// Most events in the answer; 0 for the default.
  package var pageSize = 0
  /// Where to go on; empty for the first page.
  package var pageToken = ""
  /// Which events are wanted.
  package var filter = AuditFilter()

  package init() {}
}

extension ListAuditEventsRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListAuditEventsRequest> {
    dormouse__v1__list_audit_events_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListAuditEventsRequest, _ coder: inout WireCoder) {
    coder.count(&pageSize, &c.page_size)
    coder.text(&pageToken, &c.page_token)
    coder.text(&filter.kind, &c.kind)
    coder.text(&filter.actor, &c.actor)
    coder.message("user", &filter.user, &c.user)
    coder.moment("start_time", &filter.start, &c.start_time)
    coder.moment("end_time", &filter.end, &c.end_time)
  }
}

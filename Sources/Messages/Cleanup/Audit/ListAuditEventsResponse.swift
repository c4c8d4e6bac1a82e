internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of the audit, newest first.
package struct ListAuditEventsResponse: DefaultedMessage {
  /// The events.
  package var events: [AuditRecord] = []
  /// Where to go on; empty on the last page.
  package var nextPageToken = ""

  package init() {}
}

extension ListAuditEventsResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListAuditEventsResponse> {
    dormouse__v1__list_audit_events_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListAuditEventsResponse, _ coder: inout WireCoder) {
    coder.list("events", &events, &c.events, &c.n_events)
    coder.text(&nextPageToken, &c.next_page_token)
  }
}

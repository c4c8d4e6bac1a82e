internal import CMessages
internal import Protobuf

/// Asks for a page of runs.
package struct ListLogsRequest: DefaultedMessage {
  /// Most runs in the answer; 0 for five.
  package var pageSize = 0
  /// Where to go on; empty for the first page.
  package var pageToken = ""

  package init() {}
}

extension ListLogsRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListLogsRequest> {
    dormouse__v1__list_logs_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListLogsRequest, _ coder: inout WireCoder) {
    coder.count(&pageSize, &c.page_size)
    coder.text(&pageToken, &c.page_token)
  }
}

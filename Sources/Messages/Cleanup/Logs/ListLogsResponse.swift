internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of runs, latest first.
package struct ListLogsResponse: DefaultedMessage {
  /// The runs of this page.
  package var runs: [Run] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""
  /// All runs of the tenant.
  package var totalSize = 0

  package init() {}
}

extension ListLogsResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListLogsResponse> {
    dormouse__v1__list_logs_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListLogsResponse, _ coder: inout WireCoder) {
    coder.list("runs", &runs, &c.runs, &c.n_runs)
    coder.text(&nextPageToken, &c.next_page_token)
    coder.count(&totalSize, &c.total_size)
  }
}

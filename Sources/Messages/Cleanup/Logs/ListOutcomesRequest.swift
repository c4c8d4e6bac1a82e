internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks for a page of a run's outcomes.
package struct ListOutcomesRequest: DefaultedMessage {
  /// Id of the run; empty means the latest.
  package var runID = ""
  /// Most outcomes in the answer; 0 for the default.
  package var pageSize = 0
  /// Where to go on; empty for the first page.
  package var pageToken = ""
  /// Only with this result; nil for all.
  package var result: Outcome.Result?
  /// Only those whose username contains this text; empty for all.
  package var text = ""

  package init() {}
}

extension ListOutcomesRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListOutcomesRequest> {
    dormouse__v1__list_outcomes_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListOutcomesRequest, _ coder: inout WireCoder) {
    coder.text(&runID, &c.run_id)
    coder.count(&pageSize, &c.page_size)
    coder.text(&pageToken, &c.page_token)
    coder.code("result", &result, &c.result)
    coder.text(&text, &c.text)
  }
}

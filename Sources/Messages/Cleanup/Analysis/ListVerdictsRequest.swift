internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks for a page of an analysis's verdicts.
package struct ListVerdictsRequest: DefaultedMessage {
  /// Id of the analysis; empty means the latest.
  package var analysisID = ""
  /// Most verdicts in the answer; 0 for the default.
  package var pageSize = 0
  /// Where to go on; empty for the first page.
  package var pageToken = ""
  /// Only candidates, or only kept; nil for both.
  package var decision: Decision?
  /// Only with this reason; nil for all.
  package var reason: Reason?
  /// Only of this directory; empty for all.
  package var directory = ""
  /// Only those whose username contains this text; empty for all.
  package var text = ""
  /// The order; nil for the default.
  package var order: VerdictOrder?

  package init() {}
}

extension ListVerdictsRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListVerdictsRequest> {
    dormouse__v1__list_verdicts_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListVerdictsRequest, _ coder: inout WireCoder) {
    coder.text(&analysisID, &c.analysis_id)
    coder.count(&pageSize, &c.page_size)
    coder.text(&pageToken, &c.page_token)
    coder.code("decision", &decision, &c.decision)
    coder.code("reason", &reason, &c.reason)
    coder.text(&directory, &c.directory)
    coder.text(&text, &c.text)
    coder.code("order", &order, &c.order)
  }
}

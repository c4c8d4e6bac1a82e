internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of an analysis's verdicts.
package struct ListVerdictsResponse: DefaultedMessage {
  /// The verdicts of this page.
  package var verdicts: [UserVerdict] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""
  /// Id of the analysis.
  package var analysisID = ""

  package init() {}
}

extension ListVerdictsResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListVerdictsResponse> {
    dormouse__v1__list_verdicts_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListVerdictsResponse, _ coder: inout WireCoder) {
    coder.list("verdicts", &verdicts, &c.verdicts, &c.n_verdicts)
    coder.text(&nextPageToken, &c.next_page_token)
    coder.text(&analysisID, &c.analysis_id)
  }
}

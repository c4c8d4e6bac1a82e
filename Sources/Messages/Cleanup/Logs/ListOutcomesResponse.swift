internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of a run's outcomes, by sequence.
package struct ListOutcomesResponse: DefaultedMessage {
  /// The outcomes of this page.
  package var outcomes: [Outcome] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""
  /// Id of the run.
  package var runID = ""

  package init() {}
}

extension ListOutcomesResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListOutcomesResponse> {
    dormouse__v1__list_outcomes_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListOutcomesResponse, _ coder: inout WireCoder) {
    coder.list("outcomes", &outcomes, &c.outcomes, &c.n_outcomes)
    coder.text(&nextPageToken, &c.next_page_token)
    coder.text(&runID, &c.run_id)
  }
}

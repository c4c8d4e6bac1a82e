internal import CMessages
internal import Protobuf

/// Asks that a run stop between two users.
package struct CancelRunRequest: DefaultedMessage {
  /// Id of the run.
  package var runID = ""
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension CancelRunRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__CancelRunRequest> {
    dormouse__v1__cancel_run_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__CancelRunRequest, _ coder: inout WireCoder) {
    coder.text(&runID, &c.run_id)
    coder.text(&requestID, &c.request_id)
  }
}

internal import CMessages
internal import Protobuf

/// Asks that a run be taken back.
package struct UndoRunRequest: DefaultedMessage {
  /// Id of the run.
  package var runID = ""
  /// Makes a repeat act once; empty for none.
  package var requestID = ""
  /// Checks everything but starts nothing.
  package var isValidateOnly = false

  package init() {}
}

extension UndoRunRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__UndoRunRequest> {
    dormouse__v1__undo_run_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__UndoRunRequest, _ coder: inout WireCoder) {
    coder.text(&runID, &c.run_id)
    coder.text(&requestID, &c.request_id)
    coder.flag(&isValidateOnly, &c.validate_only)
  }
}

internal import CMessages
internal import Protobuf

/// Asks how a run goes.
package struct WatchRunRequest: DefaultedMessage {
  /// Id of the run; empty means the latest.
  package var runID = ""
  /// Outcomes from this sequence number on are sent; 0 for none.
  package var fromSequence: Int64 = 0

  package init() {}
}

extension WatchRunRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__WatchRunRequest> {
    dormouse__v1__watch_run_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__WatchRunRequest, _ coder: inout WireCoder) {
    coder.text(&runID, &c.run_id)
    coder.number(&fromSequence, &c.from_sequence)
  }
}

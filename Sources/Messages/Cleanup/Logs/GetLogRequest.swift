internal import CMessages
internal import Protobuf

/// Asks for one run.
package struct GetLogRequest: DefaultedMessage {
  /// Id of the run; empty means the latest.
  package var runID = ""

  package init() {}
}

extension GetLogRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetLogRequest> {
    dormouse__v1__get_log_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__GetLogRequest, _ coder: inout WireCoder) {
    coder.text(&runID, &c.run_id)
  }
}

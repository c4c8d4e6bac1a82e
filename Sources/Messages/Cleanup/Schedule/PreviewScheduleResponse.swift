internal import CMessages
package import Cleanup
internal import Protobuf

/// The times at which a schedule would start.
package struct PreviewScheduleResponse: DefaultedMessage {
  /// The times, without pauses.
  package var times: [Moment] = []

  package init() {}
}

extension PreviewScheduleResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__PreviewScheduleResponse> {
    dormouse__v1__preview_schedule_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__PreviewScheduleResponse, _ coder: inout WireCoder) {
    coder.moments("times", &times, &c.times, &c.n_times)
  }
}

internal import CMessages
internal import Protobuf

/// Asks for the schedule.
package struct GetScheduleRequest: DefaultedMessage {
  package init() {}
}

extension GetScheduleRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetScheduleRequest> {
    dormouse__v1__get_schedule_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__GetScheduleRequest, _ coder: inout WireCoder) {
  }
}

internal import CMessages
internal import Protobuf

/// A recurrence by hours, as the protos have it.
struct HourlyRecurrence: DefaultedMessage {
  /// Every so many; 0 is refused by the service.
  var every = 0

  init() {}
}

extension HourlyRecurrence: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__HourlyRecurrence> {
    dormouse__v1__hourly_recurrence__init
  }
  mutating func map(_ c: inout Dormouse__V1__HourlyRecurrence, _ coder: inout WireCoder) {
    coder.count(&every, &c.every)
  }
}

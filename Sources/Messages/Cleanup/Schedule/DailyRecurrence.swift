internal import CMessages
internal import Cleanup
internal import Protobuf

/// A recurrence by days, as the protos have it.
struct DailyRecurrence: DefaultedMessage {
  /// Every so many; 0 is refused by the service.
  var every = 0
  /// When.
  var time = TimeOfDay.blank

  init() {}
}

extension DailyRecurrence: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DailyRecurrence> {
    dormouse__v1__daily_recurrence__init
  }
  mutating func map(_ c: inout Dormouse__V1__DailyRecurrence, _ coder: inout WireCoder) {
    coder.count(&every, &c.every)
    coder.defaulted("time", &time, &c.time)
  }
}

internal import CMessages
internal import Cleanup
internal import Protobuf

/// A recurrence by weeks, as the protos have it.
struct WeeklyRecurrence: DefaultedMessage {
  /// Every so many; 0 is refused by the service.
  var every = 0
  /// On which days.
  var weekdays: [Weekday] = []
  /// When.
  var time = TimeOfDay.blank

  init() {}
}

extension WeeklyRecurrence: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__WeeklyRecurrence> {
    dormouse__v1__weekly_recurrence__init
  }
  mutating func map(_ c: inout Dormouse__V1__WeeklyRecurrence, _ coder: inout WireCoder) {
    coder.count(&every, &c.every)
    coder.codes("weekdays", &weekdays, &c.weekdays, &c.n_weekdays)
    coder.defaulted("time", &time, &c.time)
  }
}

internal import CMessages
internal import Cleanup
internal import Protobuf

/// A recurrence by months, as the protos have it.
struct MonthlyRecurrence: DefaultedMessage {
  /// Every so many; 0 is refused by the service.
  var every = 0
  /// On which days; the last is -1.
  var monthDays: [MonthDay] = []
  /// When.
  var time = TimeOfDay.blank

  init() {}
}

extension MonthlyRecurrence: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__MonthlyRecurrence> {
    dormouse__v1__monthly_recurrence__init
  }
  mutating func map(_ c: inout Dormouse__V1__MonthlyRecurrence, _ coder: inout WireCoder) {
    coder.count(&every, &c.every)
    var numbers = monthDays.map(\.number)
    coder.counts(&numbers, &c.month_days, &c.n_month_days)
    monthDays = numbers.map(MonthDay.init(number:))
    coder.defaulted("time", &time, &c.time)
  }
}

extension MonthDay {
  /// How the protos call the last day.
  private static let lastNumber = -1

  fileprivate var number: Int {
    switch self {
    case .day(let number): number
    case .last: Self.lastNumber
    }
  }

  fileprivate init(number: Int) {
    self = number == Self.lastNumber ? .last : .day(number)
  }
}

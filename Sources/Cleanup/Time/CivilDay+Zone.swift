internal import Foundation

extension CivilDay {
  /// The day that it is at a moment in a time zone.
  init(of moment: Moment, in zone: TimeZone) {
    let seconds = moment.seconds + Int64(zone.secondsFromGMT(for: moment.date))
    let days = seconds / 86_400
    self.init(daysSince1970: Int(seconds % 86_400 < 0 ? days - 1 : days))
  }

  /// The day after.
  var next: CivilDay { CivilDay(daysSince1970: daysSince1970 + 1) }

  /// The first moment of the day, which is not midnight where the clocks go forward at midnight.
  func start(in zone: TimeZone) -> Moment {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let (year, month, dayOfMonth) = components
    let noon = DateComponents(year: year, month: month, day: dayOfMonth, hour: 12)
    guard let date = calendar.date(from: noon) else {
      return Moment(seconds: Int64(daysSince1970) * 86_400)
    }
    return Moment(calendar.startOfDay(for: date))
  }
}

internal import Cleanup

/// A forecast as people read it.
struct ForecastReport {
  /// Most bars of the chart of days; more days share them.
  static let mostBars = 31

  private let forecast: Forecast

  /// A report of a forecast.
  init(_ forecast: Forecast) {
    self.forecast = forecast
  }

  /// The curve: seats that each threshold would free, the longest bar standing for all seats.
  var thresholdLines: [String] {
    let bars = forecast.curve.map { point in
      let share = forecast.seats == 0 ? 0 : point.freedSeats * 100 / forecast.seats
      let isOwn = point.inactiveAfterDays == forecast.inactiveAfterDays
      return BarChart.Bar(
        label: Numbers.count(point.inactiveAfterDays, "day"), value: point.freedSeats,
        note: "\(share) %" + (isOwn ? "  the policy's" : ""))
    }
    return ["Seats freed now, of \(Numbers.grouped(forecast.seats)), after inactivity of"]
      + BarChart.lines(bars, full: forecast.seats)
  }

  /// How many fall due when.
  var dueLines: [String] {
    let due = forecast.days.reduce(0) { $0 + $1.users }
    let title =
      "\(Numbers.count(forecast.dueNow, "user")) due now,"
      + " \(Numbers.grouped(due)) more within \(Numbers.count(forecast.days.count, "day"))"
    return due == 0 ? [title] : [title] + BarChart.lines(bars)
  }

  /// What the lists had no room for.
  var notes: [String] {
    let due = forecast.days.reduce(0) { $0 + $1.users }
    let isCut = due > forecast.users.count || forecast.flappingCount > forecast.flapping.count
    return isCut ? ["There are more users: give --limit."] : []
  }

  private var bars: [BarChart.Bar] {
    let perBar = (forecast.days.count + Self.mostBars - 1) / Self.mostBars
    return stride(from: 0, to: forecast.days.count, by: perBar).map { start in
      let days = forecast.days[start..<min(start + perBar, forecast.days.count)]
      let first = days.first?.date ?? ""
      let last = days.last?.date ?? ""
      return BarChart.Bar(
        label: first == last ? first : "\(first) … \(last)",
        value: days.reduce(0) { $0 + $1.users })
    }
  }
}

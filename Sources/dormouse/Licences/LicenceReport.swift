internal import Cleanup

/// A history of seats as people read it.
struct LicenceReport {
  /// Most days that have a bar each; of more, a week has one.
  static let mostDailyBars = 31
  private static let daysPerWeek = 7
  /// Stands behind a bar of days on which nobody counted.
  private static let carriedMark = "~"

  private let history: LicenceHistory

  /// A report of a history.
  init(_ history: LicenceHistory) {
    self.history = history
  }

  /// The chart and what it adds up to; nothing without a day that is known.
  ///
  /// - Parameter columns: how wide the terminal is; nil where there is none.
  func lines(columns: Int?) -> [String] {
    guard let first = history.days.first, let last = history.days.last else { return [] }
    let unit = isWeekly ? "week" : "day"
    let title = "Seats held at the end of each \(unit), \(first.date) to \(last.date), UTC"
    return [TerminalText.escaped(title)] + BarChart.lines(bars, columns: columns) + [
      "", total(last),
    ] + saving
  }

  /// What the chart does not say.
  var notes: [String] {
    if history.days.isEmpty {
      return ["Seats were not counted yet: analyze, run or import."]
    }
    let isCarried = bars.contains { $0.note.hasPrefix(Self.carriedMark) }
    if !isCarried { return [] }
    return ["\(Self.carriedMark) was not counted in that time: the last count, with what changed."]
  }

  private var isWeekly: Bool { history.days.count > Self.mostDailyBars }

  private var bars: [BarChart.Bar] {
    let perBar = isWeekly ? Self.daysPerWeek : 1
    // Counted from today, so that only the oldest week may be a part of one.
    let lead = history.days.count % perBar
    let starts = (lead == 0 ? [] : [0]) + stride(from: lead, to: history.days.count, by: perBar)
    return starts.map { start in
      let end = start == 0 && lead > 0 ? lead : start + perBar
      return bar(history.days[start..<end])
    }
  }

  private func bar(_ days: ArraySlice<LicenceDay>) -> BarChart.Bar {
    let (first, last) = (days.first?.date ?? "", days.last?.date ?? "")
    let freed = days.reduce(0) { $0 + $1.freed }
    let restored = days.reduce(0) { $0 + $1.restored }
    let notes = [
      days.contains { $0.isMeasured } ? "" : Self.carriedMark,
      freed == 0 ? "" : "\(Numbers.grouped(freed)) freed",
      restored == 0 ? "" : "\(Numbers.grouped(restored)) restored",
    ]
    return BarChart.Bar(
      label: first == last ? first : "\(first) … \(last)", value: days.last?.held ?? 0,
      note: notes.filter { !$0.isEmpty }.joined(separator: "  "))
  }

  private func total(_ last: LicenceDay) -> String {
    "\(Numbers.count(history.freed, "seat")) freed, \(Numbers.grouped(history.restored)) restored;"
      + " \(Numbers.grouped(last.free)) of all that were freed stand free."
  }

  private var saving: [String] {
    guard let price = history.price?.price else {
      return ["Set what a seat costs with \"dormouse seat-price\" to see what was saved."]
    }
    // The currency is the server's text, like any other.
    let saved = SeatPrice.text(history.savedMinorUnits, price.currency)
    let cost = SeatPrice.text(price.minorUnitsPerMonth, price.currency)
    return [
      TerminalText.escaped("Saved \(saved) in this time, at \(cost) for a seat and month.")
    ]
  }
}

internal import ArgumentParser
internal import Cleanup

/// Whole days on the command line: `2026-12-24`, `2026-12-24..2026-12-26`, either with `=NAME`.
struct DateRangeArgument: Hashable, Sendable, ExpressibleByArgument {
  /// The days.
  let range: DateRange

  init?(argument text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let dates = String(parts[0]).split(separator: "..", omittingEmptySubsequences: false)
    guard (1...2).contains(dates.count), dates.allSatisfy({ CivilDay(String($0)) != nil }) else {
      return nil
    }
    range = DateRange(
      firstDate: String(dates[0]), lastDate: dates.count == 2 ? String(dates[1]) : "",
      name: parts.count == 2 ? String(parts[1]) : "")
  }
}

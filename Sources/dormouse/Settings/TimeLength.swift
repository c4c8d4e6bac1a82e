internal import ArgumentParser

/// A length of time on the command line, such as `500ms`, `30s`, `5m`, `24h` or `90d`.
struct TimeLength: Hashable, Sendable, ExpressibleByArgument {
  private static let units: [(suffix: String, milliseconds: Int64)] = [
    ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
  ]

  /// The length; never negative.
  let milliseconds: Int64

  /// Reads digits and a unit.
  init?(argument text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int64(digits),
      let unit = Self.units.first(where: { $0.suffix == text.dropFirst(digits.count) })
    else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
    guard !overflow else { return nil }
    milliseconds = product
  }

  /// The same length for calls.
  var duration: Duration { .milliseconds(milliseconds) }

  /// The length in whole days; nil when it is none.
  var days: Int? {
    milliseconds % 86_400_000 == 0 ? Int(milliseconds / 86_400_000) : nil
  }

  /// The length in whole hours; nil when it is none.
  var hours: Int? {
    milliseconds % 3_600_000 == 0 ? Int(milliseconds / 3_600_000) : nil
  }
}

internal import Foundation

/// What a side of a row is measured in.
enum Unit: String, Hashable, Sendable {
  case microseconds = "µs"
  case seconds = "s"
  case megabytes = "MB"

  /// A value with its unit, as the table shows it.
  func text(_ value: Double) -> String {
    let digits = value < 10 ? 2 : value < 100 ? 1 : 0
    return String(format: "%.\(digits)f", value) + " " + rawValue
  }
}

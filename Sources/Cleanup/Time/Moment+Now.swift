package import Foundation

extension Moment {
  /// The moment that a `Date` stands for, cut to microseconds.
  package init(_ date: Date) {
    self.init(microseconds: Int64((date.timeIntervalSince1970 * 1_000_000).rounded(.down)))
  }

  /// The same moment for Foundation's calendars.
  package var date: Date {
    Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
  }
}

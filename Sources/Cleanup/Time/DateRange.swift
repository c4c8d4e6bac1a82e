/// Whole days, first and last included.
package struct DateRange: Hashable, Sendable, Codable {
  /// First day, `YYYY-MM-DD`.
  package var firstDate: String
  /// Last day, `YYYY-MM-DD`; empty means the first.
  package var lastDate: String
  /// What it is for; may be empty.
  package var name: String

  /// Days from the first to the last date.
  package init(firstDate: String, lastDate: String = "", name: String = "") {
    self.firstDate = firstDate
    self.lastDate = lastDate
    self.name = name
  }

  /// The last day, given or not.
  package var effectiveLastDate: String {
    lastDate.isEmpty ? firstDate : lastDate
  }
}

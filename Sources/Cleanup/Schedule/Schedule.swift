/// When runs start by themselves.
package struct Schedule: Hashable, Sendable, Codable {
  /// What becomes of a start that was missed while the service was down. Raw values are stored.
  package enum CatchUp: String, Hashable, Sendable, Codable {
    /// All that were missed start once, late.
    case once
    /// They are dropped.
    case drop
  }

  /// Whether runs start at all.
  package var isOn: Bool
  /// How the starts repeat.
  package var recurrence: Recurrence
  /// Name of an IANA time zone; empty means UTC.
  package var timeZone: String
  /// No start is before it, and intervals are counted from it; nil until the schedule is stored.
  package var startTime: Moment?
  /// What becomes of missed starts.
  package var catchUp: CatchUp
  /// Whether the first start after switching on only analyzes.
  package var firstOnlyAnalyzes: Bool

  /// A schedule that is on.
  package init(
    isOn: Bool = true, recurrence: Recurrence, timeZone: String = "", startTime: Moment? = nil,
    catchUp: CatchUp = .once, firstOnlyAnalyzes: Bool = false
  ) {
    self.isOn = isOn
    self.recurrence = recurrence
    self.timeZone = timeZone
    self.startTime = startTime
    self.catchUp = catchUp
    self.firstOnlyAnalyzes = firstOnlyAnalyzes
  }
}

/// What became of one start of a schedule.
package struct ScheduledStart: Hashable, Sendable, Codable {
  /// How it ended. Raw values are stored.
  package enum Result: String, Hashable, Sendable, Codable, CaseIterable {
    /// A run began.
    case started
    /// It was to analyze only, and did.
    case analyzed
    /// It was refused; nobody was touched.
    case refused
    /// It was in a pause of the calendar, or came so late that it would have been made in one, and was
    /// dropped.
    case paused
    /// It was missed while the service was down, and dropped.
    case missed
  }

  /// When it was due.
  package var dueAt: Moment
  /// When it was taken up.
  package var at: Moment
  /// How it ended.
  package var result: Result
  /// Why it was refused, in UPPER_SNAKE; empty if it was not.
  package var reason: String
  /// One sentence for people; empty for a run that began.
  package var message: String
  /// Id of the run that began, or of the log entry of the refusal; empty for none.
  package var runID: String

  /// A start of a schedule.
  package init(
    dueAt: Moment, at: Moment, result: Result, reason: String = "", message: String = "",
    runID: String = ""
  ) {
    self.dueAt = dueAt
    self.at = at
    self.result = result
    self.reason = reason
    self.message = message
    self.runID = runID
  }
}

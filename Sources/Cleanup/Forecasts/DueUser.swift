/// Somebody who falls due.
package struct DueUser: Hashable, Sendable {
  /// The day on which the user becomes a candidate, `YYYY-MM-DD`.
  package var date: String
  /// The user, and the verdict at the end of that day.
  package var verdict: UserVerdict

  /// A user who falls due on a day.
  package init(date: String, verdict: UserVerdict) {
    self.date = date
    self.verdict = verdict
  }
}

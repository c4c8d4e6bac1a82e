/// How many users fall due on one day.
package struct DueDay: Hashable, Sendable {
  /// The day in the tenant's time zone, `YYYY-MM-DD`.
  package var date: String
  /// Users who become candidates on it.
  package var users: Int
  /// Those among them that a run can act on.
  package var actionable: Int

  /// A day on which nobody falls due unless told otherwise.
  package init(date: String, users: Int = 0, actionable: Int = 0) {
    self.date = date
    self.users = users
    self.actionable = actionable
  }
}

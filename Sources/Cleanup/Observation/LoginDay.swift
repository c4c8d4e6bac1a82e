/// Logins of anybody in a directory, of one kind and on one day.
package struct LoginDay: Hashable, Sendable {
  /// Kind of the signals.
  package var kind: ActivityKind
  /// The first login of the day.
  package var first: Moment
  /// The last login of the day, at most `ObservedLogins.resolutionSeconds` too early.
  package var last: Moment

  /// Logins of one kind on one day.
  package init(kind: ActivityKind, first: Moment, last: Moment) {
    self.kind = kind
    self.first = first
    self.last = last
  }
}

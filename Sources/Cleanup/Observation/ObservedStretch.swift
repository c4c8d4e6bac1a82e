/// A stretch of time in which logins in a directory were observed without a break.
struct ObservedStretch: Hashable, Sendable {
  /// Its first login; nil when there was none, or none of late.
  var since: Moment?
  /// The latest login; nil when there was none.
  var lastLogin: Moment?
}

/// How a policy sees the logins in a directory whose listings say nothing of them.
struct DirectorySight: Hashable, Sendable {
  /// In which time logins were observed.
  let stretch: ObservedStretch
  /// At or before it somebody must have been idle to be inactive.
  ///
  /// Counted from the last login of anybody: what was behind it, nobody has told of.
  let cutoff: Moment

  /// Since when a user is known to have been idle; nil when that cannot be known.
  ///
  /// Before logins were observed, before the account was made and before it was seen here there may
  /// have been some.
  func idleSince(_ facts: UserFacts, _ activity: LastActivity) -> Moment? {
    guard let baseline = stretch.since else { return nil }
    var start = max(baseline, facts.firstSeenAt)
    if let createdAt = facts.createdAt { start = max(start, createdAt) }
    if let active = activity.certainUntil { start = max(start, active) }
    return start
  }

  /// Whether a user has been idle for long enough.
  func isInactive(_ facts: UserFacts, _ activity: LastActivity) -> Bool {
    idleSince(facts, activity).map { $0 <= cutoff } ?? false
  }
}

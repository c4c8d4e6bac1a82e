/// What a policy says of one user: exactly one reason and the facts behind it.
package struct Verdict: Hashable, Sendable {
  /// Why the user is a candidate or kept.
  package var reason: Reason
  /// Last counted activity.
  package var lastActivity: LastActivity
  /// Whether a run can act. A candidate that is only an inherited member of the policy's group is
  /// not actionable, and counts in no limit.
  package var isActionable: Bool
  /// The way to the group behind the reason, the direct group first; for a candidate, the way of an
  /// inherited membership in the policy's group. Empty when there is none.
  package var groupPath: [String]
  /// The exception, scope or directory behind the reason; may be empty.
  package var rule: String
  /// A date behind the reason (exempt until, reactivated at, created at; where logins are observed,
  /// since when none of the user was).
  package var factTime: Moment?

  /// A verdict with the facts behind it.
  package init(
    reason: Reason, lastActivity: LastActivity, isActionable: Bool = false,
    groupPath: [String] = [], rule: String = "", factTime: Moment? = nil
  ) {
    self.reason = reason
    self.lastActivity = lastActivity
    self.isActionable = isActionable
    self.groupPath = groupPath
    self.rule = rule
    self.factTime = factTime
  }
}

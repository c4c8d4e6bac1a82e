/// The safety limits applied to a number of users.
package struct SafetyCheck: Hashable, Sendable {
  /// Actionable candidates plus users cleaned in the last 24 hours.
  package var counted: Int
  /// What `counted` is measured against.
  package var lookedAt: Int
  /// Users cleaned in the last 24 hours, in `counted`.
  package var recentlyCleaned: Int
  /// The limits in force.
  package var limits: SafetyLimits

  /// The limits applied to an analysis and what was cleaned in the last 24 hours.
  ///
  /// `stillCleaned` are those of the `recentlyCleaned` who have not come back: the analysis kept them
  /// for one of the first six reasons, so that they are looked at only here.
  package init(
    actionable: Int, lookedAt: Int, recentlyCleaned: Int, stillCleaned: Int, limits: SafetyLimits
  ) {
    counted = actionable + recentlyCleaned
    self.lookedAt = lookedAt + stillCleaned
    self.recentlyCleaned = recentlyCleaned
    self.limits = limits
  }

  /// Whether a run may start.
  package var isAllowed: Bool { refusal == nil }

  /// Why a run may not start, one sentence that says what to do; nil when it may.
  package var refusal: String? {
    let percent = limits.effectiveMaxPercent
    if counted * 100 > percent * lookedAt {
      return "\(counted) of \(lookedAt) users are more than the limit of \(percent) per cent;"
        + " narrow the policy, raise safety_limits.max_percent, or override the limits as admin"
    }
    if let most = limits.maxUsers, counted > most {
      return "\(counted) users are more than the limit of \(most);"
        + " narrow the policy, raise safety_limits.max_users, or override the limits as admin"
    }
    return nil
  }
}

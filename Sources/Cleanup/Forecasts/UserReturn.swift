/// One time that a user was cleaned by a run and was back.
package struct UserReturn: Hashable, Sendable {
  /// Last activity as the run knew it; nil when its outcome is gone.
  package var lastActivity: LastActivity?
  /// When the user was back, or was first seen to be.
  package var time: Moment
  /// Whether a new full period began with it.
  package var beginsPeriod: Bool

  /// A return.
  package init(lastActivity: LastActivity?, time: Moment, beginsPeriod: Bool) {
    self.lastActivity = lastActivity
    self.time = time
    self.beginsPeriod = beginsPeriod
  }

  /// The lowest threshold, in days, with which a user would not have been due at any of these returns,
  /// in the order in which they were; nil when not even the highest would do, or when an outcome is
  /// gone.
  ///
  /// For who had never logged in, the days are counted from the making of the account.
  package static func sparingDays(
    _ returns: [UserReturn], accountMadeAt: Moment, policy: Policy
  ) -> Int? {
    let time = CountedTime(policy.calendar)
    var mostDays = 1
    var periodStart = Moment.earliest
    for (index, back) in returns.enumerated() {
      let before = index > 0 ? returns[index - 1] : nil
      // A grace of its own does not change with the threshold.
      if let before, before.beginsPeriod, policy.graceAfterReactivationDays == nil {
        periodStart = before.time
      }
      guard let activity = back.lastActivity, activity != .unknown else { return nil }
      let idleSince = max(activity.certainUntil ?? accountMadeAt, periodStart)
      guard let days = time.days(outlasting: back.time, since: idleSince) else { return nil }
      mostDays = max(mostDays, days)
    }
    return mostDays
  }
}

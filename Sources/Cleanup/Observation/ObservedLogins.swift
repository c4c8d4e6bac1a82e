/// What was observed of the logins in a directory whose listings say nothing of them.
package struct ObservedLogins: Hashable, Sendable {
  /// Counted days without any login that end observation at the most, which begins anew then.
  package static let maxSilenceDays = 7
  /// Observation is ended by a silence of a policy's days divided by this, where that is less.
  package static let silenceDivisor = 4
  /// For so many days it is remembered that there were logins.
  package static let keptDays: Int64 = 4000
  /// A login at most so many seconds after the last one that was noted need not be noted.
  package static let resolutionSeconds: Int64 = 3600

  /// From when on logins are observed.
  package var start: Moment
  /// Days on which there were any, in the order of their first logins.
  package var days: [LoginDay]

  /// What was observed since a moment.
  package init(since start: Moment, days: [LoginDay] = []) {
    self.start = start
    self.days = days.sorted { $0.first < $1.first }
  }

  /// Counted days without any login, at least 1, after which observation has ended for a policy with
  /// so many days without activity.
  package static func silenceDays(inactiveAfterDays: Int) -> Int {
    min(maxSilenceDays, max(1, inactiveAfterDays / silenceDivisor))
  }

  /// The last stretch of time up to a moment in which logins of some kinds were observed without a
  /// break.
  func stretch(
    of kinds: Set<ActivityKind>, until moment: Moment, silenceDays: Int, _ time: CountedTime
  ) -> ObservedStretch {
    var stretch = ObservedStretch()
    let isBreak = { (last: Moment, next: Moment) in
      time.moment(counting: silenceDays, before: next) > last
    }
    for day in days where kinds.contains(day.kind) && day.last >= start {
      let first = max(day.first, start)
      if first > moment { continue }
      // Of a day that is cut off only its first login is known to be before.
      let last = day.last <= moment ? day.last : first
      if stretch.since == nil || stretch.lastLogin.map({ isBreak($0, first) }) ?? true {
        stretch.since = first
      }
      stretch.lastLogin = max(stretch.lastLogin ?? last, last)
    }
    if let last = stretch.lastLogin, isBreak(last, moment) { stretch.since = nil }
    return stretch
  }
}

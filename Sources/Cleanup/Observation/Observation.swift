/// How well the logins in a directory are known whose listings say nothing of them.
package struct Observation: Hashable, Sendable, Codable {
  /// How well they are known.
  package enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// There was none yet, or none of late: nobody is inactive.
    case silent
    /// They are not known for long enough: who was not seen is unknown.
    case observing
    /// They are known for long enough: who was not seen since the baseline is inactive.
    case mature
  }

  /// Name of the directory.
  package var directory: String
  /// How well they are known.
  package var state: State
  /// Since when they were reported without a break; nil while silent.
  package var baseline: Moment?
  /// The latest login of anybody, to the hour; nil before the first.
  package var lastLogin: Moment?
  /// When the baseline is as old as the policy asks for; nil while silent, and without a policy.
  package var until: Moment?

  /// How well logins are known.
  package init(
    directory: String, state: State, baseline: Moment? = nil, lastLogin: Moment? = nil,
    until: Moment? = nil
  ) {
    self.directory = directory
    self.state = state
    self.baseline = baseline
    self.lastLogin = lastLogin
    self.until = until
  }

  /// How well logins are known in a directory at a moment, as a policy counts; without one, as all
  /// signals and all days count.
  package init(
    of logins: ObservedLogins, in directory: String, policy: Policy?, at moment: Moment
  ) {
    let time = CountedTime(policy?.calendar ?? CleanupCalendar())
    let days = policy?.inactiveAfterDays
    let stretch = logins.stretch(
      of: policy?.effectiveSignals ?? Set(ActivityKind.allCases), until: moment,
      silenceDays: ObservedLogins.silenceDays(inactiveAfterDays: days ?? Policy.maxDays), time)
    self.init(stretch, in: directory, inactiveAfterDays: days, time)
  }

  /// How well logins are known that were observed in a stretch of time.
  init(
    _ stretch: ObservedStretch, in directory: String, inactiveAfterDays days: Int?,
    _ time: CountedTime
  ) {
    self.init(
      directory: directory, state: .silent, baseline: stretch.since, lastLogin: stretch.lastLogin)
    guard let baseline, let lastLogin else { return }
    state = .observing
    guard let days else { return }
    until = time.moment(counting: days, after: baseline)
    if baseline <= time.moment(counting: days, before: lastLogin) { state = .mature }
  }

  /// One sentence for people.
  package var explanation: String {
    switch (state, baseline, lastLogin) {
    case (.silent, _, nil):
      "\"\(directory)\" is in observation, and no login in it that counts was reported yet: nobody in it is"
        + " inactive."
    case (.silent, _, let last?):
      "\"\(directory)\" is in observation, and no login in it that counts was reported since \(last.rfc3339):"
        + " nobody in it is inactive, and observation begins anew with the next login."
    case (.mature, let baseline?, _):
      "\"\(directory)\" is observed since \(baseline.rfc3339), which is long enough: who was not"
        + " seen since then is inactive."
    case (_, let baseline, _):
      "\"\(directory)\" is in observation since \(baseline?.rfc3339 ?? "an unknown date")\(end):"
        + " who was not seen since then is unknown."
    }
  }

  private var end: String {
    until.map { " until \($0.rfc3339)" } ?? ""
  }
}

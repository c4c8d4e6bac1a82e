extension Verdict {
  /// One sentence for people.
  package var explanation: String {
    switch reason {
    case .alreadyInactive: "The account is closed already."
    case .notInGroup: "The user is not in the group \(quoted)."
    case .directoryIncomplete: "The directory \(quoted) was not read to its end."
    case .shadowed: "The directory \(quoted) comes first and has the same username."
    case .directoryExcluded: "The directory \(quoted) is an exception."
    case .outOfScope: "The user is outside the policy's scope."
    case .exempt: "Exempt until \(date) (\(rule))."
    case .userExcluded: "The exception \(quoted) names the user."
    case .groupExcluded: "Members of \(quoted) are an exception\(way)."
    case .protected: "One of the administrators of \(quoted) who are always left."
    case .tooNew: "The account is too young: created \(date)."
    case .recentlyReactivated: "Reactivated \(date), which starts a new full period."
    case .activityUnknown: activityUnknown
    case .neverLoggedInKept: neverLoggedInKept
    case .active: "Last active \(activity)."
    case .neverLoggedIn: "Never logged in; created \(date).\(inherited)"
    case .inactive: "\(inactive)\(inherited)"
    }
  }

  /// Why a candidate is idle though no activity says so: because none was observed. Empty otherwise.
  package var observation: String {
    reason == .inactive && !rule.isEmpty ? inactive : ""
  }

  /// Only a policy that cleans such users gives the date from which it counts.
  private var neverLoggedInKept: String {
    factTime == nil
      ? "Never logged in, and the policy keeps such users."
      : "Never logged in; created \(date), not long enough ago."
  }

  /// Only a directory whose logins are observed is named.
  private var activityUnknown: String {
    if rule.isEmpty { return "Nothing is known of the user's activity." }
    return factTime == nil
      ? "Nothing is known: \(quoted) is in observation, and no login in it was reported of late."
      : "No login observed since \(date): \(quoted) is in observation, and that is not long enough."
  }

  private var inactive: String {
    rule.isEmpty
      ? "Last active \(activity), too long ago."
      : "No login observed in \(quoted) since \(date), too long ago."
  }

  private var quoted: String { "\"\(rule)\"" }
  private var date: String { factTime?.rfc3339 ?? "at an unknown date" }
  private var way: String {
    groupPath.count > 1 ? " (through \(groupPath.joined(separator: " › ")))" : ""
  }
  private var inherited: String {
    groupPath.isEmpty ? "" : " Inherited membership: \(groupPath.joined(separator: " › "))."
  }

  private var activity: String {
    guard case .known(let signal) = lastActivity, let time = signal.time else {
      return "at an unknown date"
    }
    return "\(time.rfc3339) (\(signal.kind.name) from \(signal.source))"
  }
}

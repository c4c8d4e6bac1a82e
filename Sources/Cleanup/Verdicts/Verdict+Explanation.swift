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
    case .activityUnknown: "Nothing is known of the user's activity."
    case .neverLoggedInKept: neverLoggedInKept
    case .active: "Last active \(activity)."
    case .neverLoggedIn: "Never logged in; created \(date).\(inherited)"
    case .inactive: "Last active \(activity), too long ago.\(inherited)"
    }
  }

  /// Only a policy that cleans such users gives the date from which it counts.
  private var neverLoggedInKept: String {
    factTime == nil
      ? "Never logged in, and the policy keeps such users."
      : "Never logged in; created \(date), not long enough ago."
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

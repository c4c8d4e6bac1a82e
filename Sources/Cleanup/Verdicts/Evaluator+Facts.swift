extension Evaluator {
  /// What a rule that did not match looked at, one sentence.
  func fact(behind reason: Reason, _ facts: UserFacts, _ activity: LastActivity) -> String {
    switch reason {
    case .alreadyInactive: "The account is open."
    case .notInGroup: target == nil ? "The policy takes no group." : "The user is in the group."
    case .directoryIncomplete: "The directory was read to its end."
    case .shadowed: "No earlier directory has the same username."
    case .directoryExcluded: "The directory is no exception."
    case .outOfScope: "The user is in the policy's scope."
    case .exempt: facts.exemptUntil == nil ? "Not exempt." : "The exemption has ended."
    case .userExcluded: "No exception names the user."
    case .groupExcluded: "The user is in no group that is an exception."
    case .protected: "The user is not one of the administrators who are always left."
    case .tooNew: "Created \((facts.createdAt ?? facts.firstSeenAt).rfc3339), old enough."
    case .recentlyReactivated:
      facts.reactivatedAt.map { "Reactivated \($0.rfc3339), long enough ago." }
        ?? "Never reactivated."
    case .activityUnknown: "Something is known of the user's activity."
    case .neverLoggedInKept, .neverLoggedIn: neverFact(activity)
    case .active, .inactive: activityFact(facts, activity)
    }
  }

  private func neverFact(_ activity: LastActivity) -> String {
    if activity != .never { return "The user is not known as never logged in." }
    return cutoffs.neverLoggedIn.map { "Never logged in; due when created by \($0.rfc3339)." }
      ?? "Never logged in, and the policy keeps such users."
  }

  private func activityFact(_ facts: UserFacts, _ activity: LastActivity) -> String {
    if let sight = sight(of: facts), let idle = sight.idleSince(facts, activity),
      idle != activity.certainUntil
    {
      return "No login observed since \(idle.rfc3339); the cutoff is \(sight.cutoff.rfc3339)."
    }
    guard let time = activity.time else { return "No activity is known." }
    return "Last active \(time.rfc3339); the cutoff is \(cutoff.rfc3339)."
  }
}

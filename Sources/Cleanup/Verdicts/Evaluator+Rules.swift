extension Evaluator {
  /// The verdict of one rule by itself; nil when it does not match.
  func match(_ reason: Reason, _ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    switch reason {
    case .alreadyInactive: facts.isActive ? nil : kept(reason, activity)
    case .notInGroup: notInGroup(facts, activity)
    case .directoryIncomplete: directoryIncomplete(facts, activity)
    case .shadowed: shadowed(facts, activity)
    case .directoryExcluded: directoryExcluded(facts, activity)
    case .outOfScope: isInScope(facts) ? nil : kept(reason, activity)
    case .exempt: exempt(facts, activity)
    case .userExcluded:
      excludedUsers.rule(for: facts).map { kept(reason, activity, rule: $0) }
    case .groupExcluded:
      excludedGroups.path(from: facts.groups).map {
        kept(reason, activity, rule: $0.last ?? "", path: $0)
      }
    case .protected: protected(facts, activity)
    case .tooNew: tooNew(facts, activity)
    case .recentlyReactivated: recentlyReactivated(facts, activity)
    case .activityUnknown: activityUnknown(facts, activity)
    case .neverLoggedInKept: neverLoggedInKept(facts, activity)
    case .active: isActive(activity) ? kept(reason, activity) : nil
    case .neverLoggedIn:
      activity == .never && isDueWithoutLogin(facts)
        ? candidate(reason, facts, activity, factTime: age(of: facts)) : nil
    case .inactive: inactive(facts, activity)
    }
  }

  private func notInGroup(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard let target, !target.contains(facts.groups) else { return nil }
    return kept(.notInGroup, activity, rule: policy.action.group ?? "")
  }

  private func directoryIncomplete(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard !graph.isComplete(facts.directory) else { return nil }
    return kept(.directoryIncomplete, activity, rule: graph.name(of: facts.directory))
  }

  private func shadowed(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    facts.shadowedBy.map { kept(.shadowed, activity, rule: graph.name(of: $0)) }
  }

  private func directoryExcluded(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard excludedDirectories.contains(facts.directory) else { return nil }
    return kept(.directoryExcluded, activity, rule: graph.name(of: facts.directory))
  }

  private func isInScope(_ facts: UserFacts) -> Bool {
    (scopeDirectories?.contains(facts.directory) ?? true)
      && (scopeGroups?.contains(facts.groups) ?? true)
  }

  private func exempt(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard let until = facts.exemptUntil, until > moment else { return nil }
    return kept(.exempt, activity, rule: facts.exemptionOwner, factTime: until)
  }

  private func protected(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    if facts.isServiceAccount { return kept(.protected, activity, rule: "the product itself") }
    return protected[facts.id].map { kept(.protected, activity, rule: $0) }
  }

  private func tooNew(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard policy.minimumAccountAgeDays > 0, age(of: facts) > cutoffs.youngestKept
    else { return nil }
    return kept(.tooNew, activity, factTime: age(of: facts))
  }

  private func recentlyReactivated(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard let reactivated = facts.reactivatedAt, reactivated > cutoffs.graceStart,
      reactivated <= moment
    else { return nil }
    return kept(.recentlyReactivated, activity, factTime: reactivated)
  }

  private func neverLoggedInKept(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard activity == .never, !isDueWithoutLogin(facts) else { return nil }
    let created = cutoffs.neverLoggedIn.map { _ in age(of: facts) }
    return kept(.neverLoggedInKept, activity, factTime: created)
  }

  private func activityUnknown(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard let sight = sight(of: facts) else {
      return activity == .unknown ? kept(.activityUnknown, activity) : nil
    }
    if isActive(activity) || sight.isInactive(facts, activity) { return nil }
    return kept(
      .activityUnknown, activity, rule: graph.name(of: facts.directory),
      factTime: sight.idleSince(facts, activity))
  }

  private func isActive(_ activity: LastActivity) -> Bool {
    activity.certainUntil.map { $0 > cutoff } ?? false
  }

  private func inactive(_ facts: UserFacts, _ activity: LastActivity) -> Verdict? {
    guard let sight = sight(of: facts) else {
      guard let last = activity.certainUntil, last <= cutoff else { return nil }
      return candidate(.inactive, facts, activity)
    }
    guard sight.isInactive(facts, activity) else { return nil }
    let idleSince = sight.idleSince(facts, activity)
    if let idleSince, idleSince == activity.certainUntil {
      return candidate(.inactive, facts, activity)
    }
    return candidate(
      .inactive, facts, activity, rule: graph.name(of: facts.directory), factTime: idleSince)
  }

  private func isDueWithoutLogin(_ facts: UserFacts) -> Bool {
    cutoffs.neverLoggedIn.map { age(of: facts) <= $0 } ?? false
  }

  private func age(of facts: UserFacts) -> Moment {
    facts.createdAt ?? facts.firstSeenAt
  }

  private func kept(
    _ reason: Reason, _ activity: LastActivity, rule: String = "", path: [String] = [],
    factTime: Moment? = nil
  ) -> Verdict {
    Verdict(
      reason: reason, lastActivity: activity, groupPath: path, rule: rule, factTime: factTime)
  }

  private func candidate(
    _ reason: Reason, _ facts: UserFacts, _ activity: LastActivity, rule: String = "",
    factTime: Moment? = nil
  ) -> Verdict {
    Verdict(
      reason: reason, lastActivity: activity,
      isActionable: target?.hasDirectMember(facts.groups) ?? true,
      groupPath: target?.inheritedPath(from: facts.groups) ?? [], rule: rule, factTime: factTime)
  }
}

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
    case .activityUnknown: activity == .unknown ? kept(reason, activity) : nil
    case .neverLoggedInKept: neverLoggedInKept(facts, activity)
    case .active: isInactive(activity) || activity.time == nil ? nil : kept(reason, activity)
    case .neverLoggedIn:
      activity == .never && isDueWithoutLogin(facts)
        ? candidate(reason, facts, activity, factTime: age(of: facts)) : nil
    case .inactive: isInactive(activity) ? candidate(reason, facts, activity) : nil
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

  private func isInactive(_ activity: LastActivity) -> Bool {
    activity.certainUntil.map { $0 <= cutoff } ?? false
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
    _ reason: Reason, _ facts: UserFacts, _ activity: LastActivity, factTime: Moment? = nil
  ) -> Verdict {
    Verdict(
      reason: reason, lastActivity: activity,
      isActionable: target?.hasDirectMember(facts.groups) ?? true,
      groupPath: target?.inheritedPath(from: facts.groups) ?? [], factTime: factTime)
  }
}

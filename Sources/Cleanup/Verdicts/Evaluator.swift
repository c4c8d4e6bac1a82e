/// A policy made ready to judge many users at one moment.
///
/// Pure: facts in, verdict out. Analysis, runs, manual actions and explanations all judge through
/// `verdict(of:)`, so that they can never disagree.
package struct Evaluator: Sendable {
  /// The moment of judging.
  package private(set) var moment: Moment
  /// The users who are protected, with the group that each is an administrator of.
  package var protected: [UserID: String]
  /// The direct and nested ways into the policy's group; nil when the policy deactivates.
  package let target: GroupReach?

  /// Every rule in its fixed order; kept, because `allCases` makes a new array each time.
  private static let rules = Reason.allCases

  private(set) var policy: Policy
  let graph: GroupGraph
  let signals: Set<ActivityKind>
  private(set) var cutoffs: Cutoffs
  /// How directories are seen whose listings do not report logins; most often there are none.
  private(set) var sights: [DirectoryID: DirectorySight] = [:]
  let scopeDirectories: Set<DirectoryID>?
  let scopeGroups: GroupReach?
  let excludedDirectories: Set<DirectoryID>
  let excludedGroups: GroupReach
  let excludedUsers: ExcludedUsers
  private let time: CountedTime
  /// The moment up to which observed logins are known.
  private let observedAt: Moment

  /// Prepares a policy against the tenant's directories and groups.
  ///
  /// `protected` is a fact given to the verdict: see `ProtectedUsers`.
  package init(
    policy: Policy, at moment: Moment, graph: GroupGraph, protected: [UserID: String] = [:]
  ) {
    let directories = graph.directories(named: policy.scope.directories)
    self.moment = moment
    self.policy = policy
    self.graph = graph
    self.protected = protected
    time = CountedTime(policy.calendar)
    cutoffs = Cutoffs(of: policy, at: moment, time)
    signals = policy.effectiveSignals
    scopeDirectories = policy.scope.directories.isEmpty ? nil : directories
    let reach = { (names: [String]) in
      graph.reach(to: names, in: policy.scope.directories.isEmpty ? nil : directories)
    }
    target = policy.action.group.map { reach([$0]) }
    scopeGroups = policy.scope.groups.isEmpty ? nil : reach(policy.scope.groups)
    excludedDirectories = graph.directories(named: policy.exceptions.directories)
    // Exceptions hold wherever the group lies: a narrower scope must never expose anybody.
    excludedGroups = graph.reach(to: policy.exceptions.groups, in: nil)
    excludedUsers = ExcludedUsers(policy.exceptions, graph: graph)
    observedAt = moment
    let silenceDays = ObservedLogins.silenceDays(inactiveAfterDays: policy.inactiveAfterDays)
    sights = graph.observedLogins.mapValues { logins in
      sight(
        logins.stretch(of: signals, until: moment, silenceDays: silenceDays, time))
    }
  }

  /// At or before this moment somebody must have been last active to be inactive.
  package var cutoff: Moment { cutoffs.inactive }

  /// The same judgement at another moment, or with another threshold. What was found out of
  /// directories and groups is shared, so that many of these cost little.
  package func judging(at moment: Moment? = nil, inactiveAfterDays: Int? = nil) -> Evaluator {
    var other = self
    other.moment = moment ?? self.moment
    other.policy.inactiveAfterDays = inactiveAfterDays ?? policy.inactiveAfterDays
    other.cutoffs = Cutoffs(of: other.policy, at: other.moment, time)
    other.sights = sights.mapValues { other.sight($0.stretch) }
    return other
  }

  /// What the policy says of a user: the first rule that matches decides.
  package func verdict(of facts: UserFacts) -> Verdict {
    let activity = lastActivity(of: facts)
    for reason in Self.rules {
      if let match = match(reason, facts, activity) { return match }
    }
    preconditionFailure("ACTIVE or INACTIVE matches whoever reached them")
  }

  /// The same judgement with every rule tried, in order.
  package func explanation(of facts: UserFacts) -> [RuleTried] {
    let activity = lastActivity(of: facts)
    var decided = false
    return Self.rules.map { reason in
      let match = match(reason, facts, activity)
      defer { decided = decided || match != nil }
      return RuleTried(
        reason: reason, isMatch: match != nil, isDecisive: match != nil && !decided,
        fact: match?.explanation ?? fact(behind: reason, facts, activity))
    }
  }

  /// The last counted activity of a user.
  package func lastActivity(of facts: UserFacts) -> LastActivity {
    let activity = LastActivity(of: facts.signals, counting: signals, until: moment)
    // A listing that says nothing of logins cannot say that there was none.
    if !sights.isEmpty, activity == .never, sight(of: facts) != nil { return .unknown }
    return activity
  }

  /// How well the logins in a directory are known; nil where its listings report them.
  package func observation(of directory: DirectoryID) -> Observation? {
    sights[directory].map {
      Observation(
        $0.stretch, in: graph.name(of: directory), inactiveAfterDays: policy.inactiveAfterDays,
        time)
    }
  }

  /// How the user's directory is seen; nil where its listings report logins.
  func sight(of facts: UserFacts) -> DirectorySight? {
    sights.isEmpty ? nil : sights[facts.directory]
  }

  /// Looking ahead, logins go on to be reported.
  private func sight(_ stretch: ObservedStretch) -> DirectorySight {
    guard moment <= observedAt, let last = stretch.lastLogin else {
      return DirectorySight(stretch: stretch, cutoff: cutoff)
    }
    let end = min(last, moment)
    return DirectorySight(
      stretch: stretch, cutoff: time.moment(counting: policy.inactiveAfterDays, before: end))
  }
}

extension Evaluator {
  /// The directory that holds a group; nil when the group is unknown.
  package func directory(of group: GroupID) -> DirectoryID? {
    graph.directory(of: group)
  }
}

internal import Cleanup

/// The rules written a second time, as plainly as can be and without any of the product's helpers
/// but its value types: the time is counted hour by hour, ways through groups are all tried.
struct NaiveOracle {
  struct World {
    var directories: [(id: DirectoryID, name: String, isComplete: Bool)]
    var groups: [(id: GroupID, directory: DirectoryID, name: String)]
    var edges: [(child: GroupID, parent: GroupID)]
    var protected: [UserID: String]
    var logins: [DirectoryID: ObservedLogins] = [:]
  }

  var policy: Policy
  var world: World
  var now: Moment

  func decide(_ user: UserFacts) -> (reason: Reason, isActionable: Bool, path: [String]) {
    let reason = reason(user)
    switch reason {
    case .groupExcluded:
      return (reason, false, ways(user.groups, policy.exceptions.groups, in: nil)[0])
    case .inactive, .neverLoggedIn:
      guard let group = policy.action.group else { return (reason, true, []) }
      let targets = named([group], in: scope)
      let outside = user.groups.filter { !targets.contains($0) }
      return (
        reason, user.groups.contains(where: targets.contains),
        ways(outside, [group], in: scope).first ?? []
      )
    default: return (reason, false, [])
    }
  }

  private func reason(_ user: UserFacts) -> Reason {
    if !user.isActive { return .alreadyInactive }
    if let group = policy.action.group, ways(user.groups, [group], in: scope).isEmpty {
      return .notInGroup
    }
    guard let directory = world.directories.first(where: { $0.id == user.directory }),
      directory.isComplete
    else { return .directoryIncomplete }
    if user.shadowedBy != nil { return .shadowed }
    if policy.exceptions.directories.contains(directory.name) { return .directoryExcluded }
    if !isInScope(user, directory.name) { return .outOfScope }
    if let until = user.exemptUntil, until > now { return .exempt }
    if isNamed(user, directory.name) { return .userExcluded }
    if !ways(user.groups, policy.exceptions.groups, in: nil).isEmpty { return .groupExcluded }
    if user.isServiceAccount || world.protected[user.id] != nil { return .protected }
    let created = user.createdAt ?? user.firstSeenAt
    if created > back(policy.minimumAccountAgeDays), policy.minimumAccountAgeDays != 0 {
      return .tooNew
    }
    if let time = user.reactivatedAt, time <= now,
      time > back(policy.graceAfterReactivationDays ?? policy.inactiveAfterDays)
    {
      return .recentlyReactivated
    }
    return activityReason(user, created)
  }

  private func activityReason(_ user: UserFacts, _ created: Moment) -> Reason {
    let counted = user.signals.filter {
      policy.countedSignals.isEmpty || policy.countedSignals.contains($0.kind)
    }
    let reached = counted.compactMap { signal in
      signal.time.flatMap { time in
        time > now ? nil : time.microseconds + signal.granularitySeconds * 1_000_000
      }
    }
    if let logins = world.logins[user.directory] {
      return observedReason(user, logins, reached.max())
    }
    if let last = reached.max() {
      return last <= back(policy.inactiveAfterDays).microseconds ? .inactive : .active
    }
    if !counted.contains(where: { $0.time == nil }) { return .activityUnknown }
    guard let days = policy.cleanNeverLoggedInAfterDays, created <= back(days) else {
      return .neverLoggedInKept
    }
    return .neverLoggedIn
  }

  /// Logins one by one: a day is its first and its last.
  private func observedReason(
    _ user: UserFacts, _ logins: ObservedLogins, _ reached: Int64?
  ) -> Reason {
    if let reached, reached > back(policy.inactiveAfterDays).microseconds { return .active }
    let counted = logins.days.filter {
      policy.countedSignals.isEmpty || policy.countedSignals.contains($0.kind)
    }
    let moments = counted.filter { $0.last >= logins.start }
      .flatMap { [max($0.first, logins.start), $0.last] }.filter { $0 <= now }.sorted()
    let silence = policy.inactiveAfterDays >= 8 ? policy.inactiveAfterDays / 4 : 1
    var baseline: Moment?
    for (index, moment) in moments.enumerated() {
      let isBroken = index == 0 || back(silence, from: moment) > moments[index - 1]
      if isBroken { baseline = moment }
    }
    guard let baseline, let last = moments.last, back(silence) <= last else {
      return .activityUnknown
    }
    let starts =
      [baseline, user.firstSeenAt, user.createdAt].compactMap(\.self)
      + (reached.map { [Moment(microseconds: $0)] } ?? [])
    let isLongAgo = starts.allSatisfy { $0 <= back(policy.inactiveAfterDays, from: last) }
    return isLongAgo ? .inactive : .activityUnknown
  }

  private func isInScope(_ user: UserFacts, _ directory: String) -> Bool {
    if !policy.scope.directories.isEmpty, !policy.scope.directories.contains(directory) {
      return false
    }
    return policy.scope.groups.isEmpty
      || !ways(user.groups, policy.scope.groups, in: scope).isEmpty
  }

  private func isNamed(_ user: UserFacts, _ directory: String) -> Bool {
    policy.exceptions.users.contains { reference in
      if !reference.directory.isEmpty, reference.directory != directory { return false }
      return reference.externalID.isEmpty
        ? reference.username.lowercased() == user.usernameKey
        : reference.externalID == user.externalID
    } || policy.exceptions.usernamePatterns.contains { $0.lowercased() == user.usernameKey + "*" }
  }

  private var scope: Set<DirectoryID>? {
    if policy.scope.directories.isEmpty { return nil }
    return Set(
      world.directories.filter { policy.scope.directories.contains($0.name) }.map(\.id))
  }

  private func named(_ names: [String], in scope: Set<DirectoryID>?) -> Set<GroupID> {
    Set(
      world.groups.filter {
        names.contains($0.name) && scope?.contains($0.directory) ?? true
      }.map(\.id))
  }

  /// All ways without a repeated group from these groups into a target, best first.
  private func ways(
    _ groups: [GroupID], _ names: [String], in scope: Set<DirectoryID>?
  ) -> [[String]] {
    let targets = named(names, in: scope)
    var found: [[GroupID]] = []
    func walk(_ way: [GroupID]) {
      guard let last = way.last else { return }
      if targets.contains(last) { return found.append(way) }
      for edge in world.edges where edge.child == last && !way.contains(edge.parent) {
        walk(way + [edge.parent])
      }
    }
    for group in groups { walk([group]) }
    let texts = found.map { way in
      way.map { id in world.groups.first { $0.id == id }?.name ?? "" }
    }
    return texts.sorted { left, right in
      left.count != right.count
        ? left.count < right.count : left.lexicographicallyPrecedes(right)
    }
  }

  /// The moment with that many counted days between it and now, or another end; moments are whole hours of UTC.
  private func back(_ days: Int, from end: Moment? = nil) -> Moment {
    var hours = days * 24
    var time = end ?? now
    while hours > 0 {
      time = time.advanced(bySeconds: -3600)
      let day = String(time.rfc3339.prefix(10))
      let isUncounted = policy.calendar.uncounted.contains {
        $0.firstDate <= day && day <= $0.effectiveLastDate
      }
      if !isUncounted { hours -= 1 }
    }
    return time
  }
}

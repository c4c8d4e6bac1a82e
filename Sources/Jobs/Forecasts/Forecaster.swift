package import Cleanup
package import Storage

/// Looks ahead over a tenant's users, in one pass over one snapshot; stores nothing.
package struct Forecaster {
  private let reader: TenantReader
  private let now: Moment

  /// A forecaster inside one read of a tenant's database.
  package init(_ reader: TenantReader, at now: Moment) {
    self.reader = reader
    self.now = now
  }

  /// Looks ahead over 1 to `Forecast.maxDays` days; its lists hold at most `mostUsers` users, at least
  /// one.
  package func forecast(days: Int, mostUsers: Int) throws(Refusal) -> Forecast {
    let policy = try attempt { () throws(StorageError) in try reader.policy() }
    guard let policy else {
      throw Refusal(.policyNotConfigured, "No policy is stored: configure one.")
    }
    return try attempt { () throws(StorageError) in
      try forecast(policy, days: days, mostUsers: mostUsers)
    }
  }

  private func forecast(
    _ policy: StoredPolicy, days: Int, mostUsers: Int
  ) throws(StorageError) -> Forecast {
    let evaluator = try Evaluator(
      policy.policy, at: now, graph: reader.groupGraph(), in: reader)
    var outlook = Outlook(evaluator, days: days, mostUsers: mostUsers)
    try reader.forEachUser { (facts) throws(StorageError) in outlook.add(facts) }
    let returners = try reader.returners(
      atLeast: FlappingUser.fewestReturns, limit: mostUsers)
    return Forecast(
      moment: now, policyRevision: policy.revision,
      inactiveAfterDays: policy.policy.inactiveAfterDays, seats: outlook.seats,
      dueNow: outlook.dueNow, days: outlook.days, users: try dueUsers(outlook.users),
      curve: outlook.curve, flapping: try flappingUsers(returners.first, policy.policy),
      flappingCount: returners.count,
      observations: try reader.directories().compactMap { evaluator.observation(of: $0.id) })
  }

  private func dueUsers(_ found: [Outlook.Due]) throws(StorageError) -> [DueUser] {
    var users: [DueUser] = []
    for due in found {
      guard let user = try reader.user(due.user) else { continue }
      let verdict = UserVerdict(
        user: user.id, directory: user.directory, externalID: user.externalID,
        username: user.username, displayName: user.displayName, verdict: due.verdict)
      users.append(DueUser(date: due.date, verdict: verdict))
    }
    return users
  }

  private func flappingUsers(
    _ returners: [Returner], _ policy: Policy
  ) throws(StorageError) -> [FlappingUser] {
    var users: [FlappingUser] = []
    for returner in returners {
      guard let user = try reader.user(returner.user) else { continue }
      let sparingDays = UserReturn.sparingDays(
        try reader.returns(of: user.id), accountMadeAt: user.createdAt ?? user.firstSeenAt,
        policy: policy)
      users.append(
        FlappingUser(
          directory: user.directory, externalID: user.externalID, username: user.username,
          displayName: user.displayName, returns: returner.returns,
          lastReturn: returner.lastReturn, sparingDays: sparingDays))
    }
    return users
  }
}

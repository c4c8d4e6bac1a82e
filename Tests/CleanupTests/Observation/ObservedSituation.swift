internal import Cleanup

/// One user in a directory whose logins are observed, by default known for long and never seen, with
/// somebody else's login every day for 200 days.
struct ObservedSituation {
  var policy = Policy(action: .deactivate, inactiveAfterDays: 90)
  var facts = UserFacts(
    id: UserID(rawValue: 7), directory: Situation.users, externalID: "7", usernameKey: "ada",
    createdAt: daysAgo(1000), firstSeenAt: daysAgo(500))
  var logins = ObservedLogins(since: daysAgo(300), days: Self.daily(from: 200, to: 0))
  var moment = Situation.now

  var evaluator: Evaluator {
    let graph = GroupGraph(directories: [
      .init(id: Situation.users, name: "users", logins: logins),
      .init(id: Situation.legacy, name: "legacy"),
    ])
    return Evaluator(policy: policy, at: moment, graph: graph)
  }

  var verdict: Verdict { evaluator.verdict(of: facts) }
  var reason: Reason { verdict.reason }
  var observation: Observation? { evaluator.observation(of: Situation.users) }

  /// A login each day, at the time of day of `Situation.now`.
  static func daily(
    from first: Int, to last: Int, kind: ActivityKind = .ssoLogin
  ) -> [LoginDay] {
    stride(from: first, through: last, by: -1).map {
      LoginDay(kind: kind, first: daysAgo($0), last: daysAgo($0))
    }
  }
}

extension Moment {
  /// The next moment that can be told from this one.
  var next: Moment { Moment(microseconds: microseconds + 1) }
}

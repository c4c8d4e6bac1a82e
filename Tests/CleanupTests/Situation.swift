internal import Cleanup

/// One user in a small tenant, by default a candidate for `INACTIVE`.
///
/// Two directories, `users` and `legacy`; groups `seats`, `moderators` and `inner`, which is a member
/// of `seats`.
struct Situation {
  static let now = instant("2020-06-30T12:00:00Z")
  static let users = DirectoryID(rawValue: 1)
  static let legacy = DirectoryID(rawValue: 2)
  static let seats = GroupID(rawValue: 1)
  static let moderators = GroupID(rawValue: 2)
  static let inner = GroupID(rawValue: 3)

  var policy = Policy(action: .deactivate, inactiveAfterDays: 90)
  var facts = UserFacts(
    id: UserID(rawValue: 7), directory: users, externalID: "7", usernameKey: "ada",
    createdAt: daysAgo(1000), firstSeenAt: daysAgo(500),
    signals: [ActivitySignal(kind: .imported, source: "users", time: daysAgo(100))])
  var isComplete = true
  var protected: [UserID: String] = [:]
  var moment = now

  var evaluator: Evaluator {
    let graph = GroupGraph(
      directories: [
        .init(id: Self.users, name: "users", isComplete: isComplete),
        .init(id: Self.legacy, name: "legacy"),
      ],
      groups: [
        .init(id: Self.seats, directory: Self.users, name: "seats"),
        .init(id: Self.moderators, directory: Self.users, name: "moderators"),
        .init(id: Self.inner, directory: Self.users, name: "inner"),
      ],
      edges: [.init(child: Self.inner, parent: Self.seats)])
    return Evaluator(policy: policy, at: moment, graph: graph, protected: protected)
  }

  var verdict: Verdict { evaluator.verdict(of: facts) }
  var reason: Reason { verdict.reason }

  /// Changes the situation so that the rule with this reason matches.
  mutating func provoke(_ reason: Reason) {
    switch reason {
    case .alreadyInactive: facts.isActive = false
    case .notInGroup: policy.action = .removeFromGroup("seats")
    case .directoryIncomplete: isComplete = false
    case .shadowed: facts.shadowedBy = Self.legacy
    case .directoryExcluded: policy.exceptions.directories = ["users"]
    case .outOfScope: policy.scope.directories = ["legacy"]
    case .exempt: facts.exemptUntil = Self.now.advanced(bySeconds: 1)
    case .userExcluded: policy.exceptions.users = [UserRef(username: "ADA")]
    case .groupExcluded:
      policy.exceptions.groups = ["moderators"]
      facts.groups.append(Self.moderators)
    case .protected: protected[facts.id] = "admins"
    case .tooNew:
      policy.minimumAccountAgeDays = 30
      facts.createdAt = daysAgo(20)
    case .recentlyReactivated: facts.reactivatedAt = daysAgo(1)
    case .activityUnknown: facts.signals = []
    case .neverLoggedInKept: facts.signals = [.init(kind: .imported, source: "users", time: nil)]
    case .active: facts.signals = [.init(kind: .ssoLogin, source: "sso", time: daysAgo(1))]
    case .neverLoggedIn:
      facts.signals = [.init(kind: .imported, source: "users", time: nil)]
      policy.cleanNeverLoggedInAfterDays = 10
    case .inactive: break
    }
  }
}

/// A moment that the test knows to be well written.
func instant(_ text: String) -> Moment {
  guard let moment = Moment(rfc3339: text) else { preconditionFailure("bad moment \(text)") }
  return moment
}

/// That many days before `Situation.now`.
func daysAgo(_ days: Int) -> Moment {
  Situation.now.advanced(bySeconds: -Int64(days) * 86_400)
}

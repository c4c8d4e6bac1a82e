internal import Cleanup

/// What the audit says of a user before or after an effect.
struct UserState {
  /// Names and values, such as `active` and `true`.
  var facts: [(name: String, value: String)]

  /// Facts; none unless told otherwise.
  init(_ facts: [(name: String, value: String)] = []) {
    self.facts = facts
  }

  /// The account as it is at one side of an effect, and the groups that the other side lacks.
  init(_ facts: UserFacts, than other: UserFacts, _ graph: GroupGraph) {
    let groups = facts.groups.filter { !other.groups.contains($0) }.map(graph.name(of:)).sorted()
    self.init([
      ("active", String(facts.isActive)), ("groups", groups.joined(separator: ", ")),
    ])
  }

  /// What a run found at whom it acts on, by the effect alone: the account open, or a member.
  static func before(_ effect: Effect, group: String) -> UserState {
    state(effect, group: group, isDone: false)
  }

  /// What a run leaves of whom it acts on.
  static func after(_ effect: Effect, group: String) -> UserState {
    state(effect, group: group, isDone: true)
  }

  private static func state(_ effect: Effect, group: String, isDone: Bool) -> UserState {
    switch effect {
    case .deactivate: UserState([("active", String(!isDone))])
    case .reactivate: UserState([("active", String(isDone))])
    case .removeFromGroup: UserState(isDone ? [] : [("groups", group)])
    case .addToGroup: UserState(isDone ? [("groups", group)] : [])
    case .exempt, .restore: UserState()
    }
  }
}

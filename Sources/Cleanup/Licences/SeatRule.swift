/// Who holds a seat: whose account is open and, where the policy takes a group, who is in it, directly or
/// not.
package struct SeatRule: Sendable {
  private let target: GroupReach?

  /// The rule of a policy; without one every open account holds a seat.
  package init(_ policy: Policy?, graph: GroupGraph) {
    let scope = policy?.scope.directories ?? []
    target = policy?.action.group.map {
      graph.reach(to: [$0], in: scope.isEmpty ? nil : graph.directories(named: scope))
    }
  }

  /// The groups whose members hold the seats; nil where all open accounts do.
  package var groups: [GroupID]? { target?.groups }

  /// Whether a user holds a seat.
  package func holds(_ facts: UserFacts) -> Bool {
    facts.isActive && (target?.contains(facts.groups) ?? true)
  }
}

/// The groups that lead into some target groups, each with its shortest way.
package struct GroupReach: Hashable, Sendable {
  /// One group on the way; whole ways would take room that grows with the square of the nesting.
  struct Step: Hashable, Sendable {
    /// Name of the group.
    var name: String
    /// Steps to a target; 0 for a target itself.
    var distance: Int
    /// Place among the groups of the same distance, by their ways.
    var rank: Int
    /// The next group on the way; nil for a target.
    var next: GroupID?
  }

  private let steps: [GroupID: Step]

  init(steps: [GroupID: Step]) {
    self.steps = steps
  }

  /// Every group that leads into a target, the targets among them.
  package var groups: [GroupID] { steps.keys.sorted() }

  /// The target groups themselves.
  package var targetGroups: [GroupID] {
    steps.filter { $0.value.distance == 0 }.map(\.key).sorted()
  }

  /// Whether a user with these direct groups is a member of a target, directly or not.
  package func contains(_ groups: [GroupID]) -> Bool {
    groups.contains { steps[$0] != nil }
  }

  /// Whether a user with these direct groups is a direct member of a target.
  package func hasDirectMember(_ groups: [GroupID]) -> Bool {
    groups.contains { steps[$0]?.distance == 0 }
  }

  /// The shortest way into a target, then the lexically first; nil for who is no member.
  package func path(from groups: [GroupID]) -> [String]? {
    way(from: groups, atLeast: 0)
  }

  /// The shortest way into a target through a group that is none; nil for who is at most a direct
  /// member.
  ///
  /// A target that is nested in another target is no such way: taking the direct membership ends it.
  package func inheritedPath(from groups: [GroupID]) -> [String]? {
    way(from: groups, atLeast: 1)
  }

  private func way(from groups: [GroupID], atLeast distance: Int) -> [String]? {
    var best: Step?
    for group in groups {
      guard let step = steps[group], step.distance >= distance else { continue }
      if best.map({ (step.distance, step.rank) < ($0.distance, $0.rank) }) ?? true { best = step }
    }
    guard var step = best else { return nil }
    var names = [step.name]
    while let next = step.next.flatMap({ steps[$0] }) {
      names.append(next.name)
      step = next
    }
    return names
  }
}

/// The groups that lead into some target groups, each with its shortest way.
package struct GroupReach: Hashable, Sendable {
  private let targets: Set<GroupID>
  private let paths: [GroupID: [String]]
  private let inherited: [GroupID: [String]]

  init(targets: Set<GroupID>, paths: [GroupID: [String]], inherited: [GroupID: [String]]) {
    self.targets = targets
    self.paths = paths
    self.inherited = inherited
  }

  /// Every group that leads into a target, the targets among them.
  package var groups: [GroupID] { paths.keys.sorted() }

  /// The target groups themselves.
  package var targetGroups: [GroupID] { targets.sorted() }

  /// Whether a user with these direct groups is a member of a target, directly or not.
  package func contains(_ groups: [GroupID]) -> Bool {
    groups.contains { paths[$0] != nil }
  }

  /// Whether a user with these direct groups is a direct member of a target.
  package func hasDirectMember(_ groups: [GroupID]) -> Bool {
    groups.contains(where: targets.contains)
  }

  /// The shortest way into a target, then the lexically first; nil for who is no member.
  package func path(from groups: [GroupID]) -> [String]? {
    shortest(groups.compactMap { paths[$0] })
  }

  /// The shortest way into a target through another group; nil for who is at most a direct member.
  package func inheritedPath(from groups: [GroupID]) -> [String]? {
    shortest(groups.compactMap { inherited[$0] })
  }

  private func shortest(_ candidates: [[String]]) -> [String]? {
    candidates.min { left, right in
      left.count != right.count
        ? left.count < right.count : left.lexicographicallyPrecedes(right)
    }
  }
}

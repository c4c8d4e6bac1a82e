/// The tenant's directories and groups with their nesting, as a policy sees them.
package struct GroupGraph: Hashable, Sendable {
  /// A directory as rules need it.
  package struct DirectoryNode: Hashable, Sendable {
    /// Row of the directory.
    package var id: DirectoryID
    /// Its name.
    package var name: String
    /// Whether its last listing was completed.
    package var isComplete: Bool
    /// What was observed of its logins; nil where its listings report them.
    package var logins: ObservedLogins?

    /// A directory of the graph, whose listings report logins unless told otherwise.
    package init(
      id: DirectoryID, name: String, isComplete: Bool = true, logins: ObservedLogins? = nil
    ) {
      self.id = id
      self.name = name
      self.isComplete = isComplete
      self.logins = logins
    }
  }

  /// A group as rules need it.
  package struct GroupNode: Hashable, Sendable {
    /// Row of the group.
    package var id: GroupID
    /// The directory that holds the group.
    package var directory: DirectoryID
    /// Its name.
    package var name: String

    /// A group of the graph.
    package init(id: GroupID, directory: DirectoryID, name: String) {
      self.id = id
      self.directory = directory
      self.name = name
    }
  }

  /// A group that is a member of another.
  package struct Edge: Hashable, Sendable {
    /// The member.
    package var child: GroupID
    /// The group that it is a member of.
    package var parent: GroupID

    /// A nesting of one group in another.
    package init(child: GroupID, parent: GroupID) {
      self.child = child
      self.parent = parent
    }
  }

  private let directoryNodes: [DirectoryID: DirectoryNode]
  private let groups: [GroupID: GroupNode]
  private let children: [GroupID: [GroupID]]

  /// A graph of directories, groups and nestings; it may be cyclic.
  package init(directories: [DirectoryNode], groups: [GroupNode] = [], edges: [Edge] = []) {
    directoryNodes = Dictionary(directories.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    self.groups = Dictionary(groups.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    children = Dictionary(grouping: edges, by: \.parent).mapValues { $0.map(\.child) }
  }

  /// The rows of the named directories; unknown names are left out.
  package func directories(named names: [String]) -> Set<DirectoryID> {
    Set(directoryNodes.values.filter { names.contains($0.name) }.map(\.id))
  }

  /// The rows of groups with these names, in some directories or in all.
  package func groups(named names: [String], in directories: Set<DirectoryID>?) -> [GroupID] {
    let wanted = Set(names)
    return groups.values
      .filter { wanted.contains($0.name) && directories?.contains($0.directory) ?? true }
      .map(\.id).sorted()
  }

  /// Every group whose members are members of one of the named groups, with the way to it.
  package func reach(to names: [String], in directories: Set<DirectoryID>?) -> GroupReach {
    var steps: [GroupID: GroupReach.Step] = [:]
    var found = groups(named: names, in: directories).map { (id: $0, next: GroupID?.none) }
    var distance = 0
    while !found.isEmpty {
      found = nextLevel(&steps, found, distance)
      distance += 1
    }
    return GroupReach(steps: steps)
  }

  /// The name of a directory; empty when it is unknown.
  package func name(of directory: DirectoryID) -> String {
    directoryNodes[directory]?.name ?? ""
  }

  /// The name of a group; empty when it is unknown.
  package func name(of group: GroupID) -> String {
    groups[group]?.name ?? ""
  }

  /// The directory that holds a group; nil when the group is unknown.
  package func directory(of group: GroupID) -> DirectoryID? {
    groups[group]?.directory
  }

  /// What was observed of the logins in directories whose listings do not report them.
  var observedLogins: [DirectoryID: ObservedLogins] {
    directoryNodes.compactMapValues(\.logins)
  }

  /// Whether a directory was read to its end.
  package func isComplete(_ directory: DirectoryID) -> Bool {
    directoryNodes[directory]?.isComplete ?? false
  }

  /// Ranks the groups of one distance by their ways and returns those one step further out.
  ///
  /// Ways of one length compare by the first name, then by the rank of the rest. Going through the
  /// groups by rank therefore gives each group further out the lexically first of its ways.
  private func nextLevel(
    _ steps: inout [GroupID: GroupReach.Step], _ level: [(id: GroupID, next: GroupID?)],
    _ distance: Int
  ) -> [(id: GroupID, next: GroupID?)] {
    let keyed = level.map { group in
      let rest = group.next.flatMap { steps[$0]?.rank } ?? 0
      return (group: group, key: (name(of: group.id), rest, group.id))
    }
    let ranked = keyed.sorted { $0.key < $1.key }.map(\.group)
    for (rank, group) in ranked.enumerated() {
      steps[group.id] = GroupReach.Step(
        name: name(of: group.id), distance: distance, rank: rank, next: group.next)
    }
    var seen: Set<GroupID> = []
    return ranked.flatMap { parent in
      (children[parent.id] ?? [])
        .filter { steps[$0] == nil && seen.insert($0).inserted }
        .map { (id: $0, next: parent.id) }
    }
  }
}

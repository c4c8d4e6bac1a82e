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

    /// A directory of the graph.
    package init(id: DirectoryID, name: String, isComplete: Bool = true) {
      self.id = id
      self.name = name
      self.isComplete = isComplete
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
    let targets = groups(named: names, in: directories)
    var paths: [GroupID: [String]] = [:]
    for target in targets { paths[target] = [name(of: target)] }
    var level = targets
    while !level.isEmpty {
      level = extend(&paths, from: level)
    }
    return GroupReach(
      targets: Set(targets), paths: paths, inherited: inheritedPaths(targets, paths))
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

  /// Whether a directory was read to its end.
  package func isComplete(_ directory: DirectoryID) -> Bool {
    directoryNodes[directory]?.isComplete ?? false
  }

  /// Goes one level down; of several ways of equal length the lexically first is kept.
  private func extend(_ paths: inout [GroupID: [String]], from level: [GroupID]) -> [GroupID] {
    var found: [GroupID: [String]] = [:]
    for parent in level {
      for child in children[parent] ?? [] where paths[child] == nil {
        let path = [name(of: child)] + (paths[parent] ?? [])
        if found[child].map({ path.lexicographicallyPrecedes($0) }) ?? true { found[child] = path }
      }
    }
    paths.merge(found) { old, _ in old }
    return found.keys.sorted()
  }

  /// For groups that are targets themselves: the way through them into another target.
  private func inheritedPaths(
    _ targets: [GroupID], _ paths: [GroupID: [String]]
  ) -> [GroupID: [String]] {
    paths.filter { group, path in path.count > 1 && !targets.contains(group) }
  }
}

internal import Cleanup
internal import Jobs
internal import Storage

/// Checks the names in a policy against the tenant's directories, groups and users.
struct PolicyNames {
  private let policy: Policy
  private let reader: TenantReader

  init(_ policy: Policy, in reader: TenantReader) {
    self.policy = policy
    self.reader = reader
  }

  /// Directories and groups that do not exist.
  func violations() throws(Refusal) -> [FieldViolation] {
    let graph = try attempt { () throws(StorageError) in try reader.groupGraph() }
    var found = unknownGroups("group", policy.action.group.map { [$0] } ?? [], graph)
      .map { FieldViolation(field: "group", description: $0.description) }
    found += unknownDirectories("scope.directories", policy.scope.directories, graph)
    found += unknownGroups("scope.groups", policy.scope.groups, graph)
    found += unknownGroups("exceptions.groups", policy.exceptions.groups, graph)
    found += unknownDirectories("exceptions.directories", policy.exceptions.directories, graph)
    found += unknownGroups("protection.admin_groups", policy.protection.adminGroups, graph)
    return found + unknownUserDirectories(graph)
  }

  /// Users that are named by exceptions and do not exist, which is allowed, because they may come later;
  /// and directories whose logins are observed where none counts.
  func warnings() throws(Refusal) -> [FieldViolation] {
    var found = try uncountedLogins()
    for (index, ref) in policy.exceptions.users.enumerated() {
      let match = try attempt { () throws(StorageError) in try reader.resolve(ref) }
      guard case .notFound = match else { continue }
      found.append(
        FieldViolation(
          field: "exceptions.users[\(index)]",
          description: "The exception \"\(ref.label)\" names nobody at present."))
    }
    return found
  }

  private func uncountedLogins() throws(Refusal) -> [FieldViolation] {
    if policy.effectiveSignals.contains(where: \.isLogin) { return [] }
    let directories = try attempt { () throws(StorageError) in try reader.directories() }
    return directories.filter { $0.activitySource == .observed }.map { directory in
      FieldViolation(
        field: "counted_signals",
        description: "No login counts, but in \"\(directory.name)\" they are observed:"
          + " nobody in it will be inactive.")
    }
  }

  private func unknownGroups(
    _ field: String, _ names: [String], _ graph: GroupGraph
  ) -> [FieldViolation] {
    names.enumerated().compactMap { index, name in
      if name.isEmpty || !graph.groups(named: [name], in: nil).isEmpty { return nil }
      return FieldViolation(
        field: "\(field)[\(index)]",
        description: "no directory has a group \"\(name)\"; import it or correct the name")
    }
  }

  private func unknownDirectories(
    _ field: String, _ names: [String], _ graph: GroupGraph
  ) -> [FieldViolation] {
    names.enumerated().compactMap { index, name in
      if name.isEmpty || !graph.directories(named: [name]).isEmpty { return nil }
      return FieldViolation(
        field: "\(field)[\(index)]",
        description: "there is no directory \"\(name)\"; put it or correct the name")
    }
  }

  private func unknownUserDirectories(_ graph: GroupGraph) -> [FieldViolation] {
    policy.exceptions.users.enumerated().compactMap { index, user in
      if user.directory.isEmpty || !graph.directories(named: [user.directory]).isEmpty {
        return nil
      }
      return FieldViolation(
        field: "exceptions.users[\(index)].directory",
        description: "there is no directory \"\(user.directory)\"; put it or correct the name")
    }
  }
}

internal import Cleanup
internal import Storage

/// Where the settings of a tenant name a directory, or a group that no other directory has.
struct DirectoryNames {
  private let directory: DirectorySettings
  private let reader: TenantReader

  init(_ directory: DirectorySettings, in reader: TenantReader) {
    self.directory = directory
    self.reader = reader
  }

  /// Every field that does, by its path on the wire.
  func fields() throws(StorageError) -> [FieldViolation] {
    var found: [FieldViolation] = []
    if let policy = try reader.policy()?.policy {
      found += try fields(of: policy).map { $0.inside("policy") }
    }
    if let provisioning = try reader.provisioning()?.provisioning {
      found += fields(of: provisioning).map { $0.inside("provisioning") }
    }
    return found
  }

  private func fields(of policy: Policy) throws(StorageError) -> [FieldViolation] {
    let graph = try reader.groupGraph()
    let exceptions = policy.exceptions
    var found = groups("group", policy.action.group.map { [$0] } ?? [], graph)
      .map { FieldViolation(field: "group", description: $0.description) }
    found += names("scope.directories", policy.scope.directories)
    found += groups("scope.groups", policy.scope.groups, graph)
    found += groups("exceptions.groups", exceptions.groups, graph)
    found += names("exceptions.directories", exceptions.directories)
    found += names("exceptions.users", exceptions.users.map(\.directory), ".directory")
    found += groups("protection.admin_groups", policy.protection.adminGroups, graph)
    return found
  }

  private func fields(of provisioning: Provisioning) -> [FieldViolation] {
    names("directories", provisioning.directories.map(\.directory), ".directory")
      + names(
        "identity_providers", provisioning.identityProviders.map(\.directory), ".directory")
  }

  private func names(
    _ field: String, _ names: [String], _ part: String = ""
  ) -> [FieldViolation] {
    names.enumerated().compactMap { index, name in
      guard name == directory.name else { return nil }
      return FieldViolation(
        field: "\(field)[\(index)]\(part)", description: "names the directory \"\(name)\"")
    }
  }

  /// A rule about a group says nothing any more where the group is gone, even of users of other directories.
  private func groups(
    _ field: String, _ names: [String], _ graph: GroupGraph
  ) -> [FieldViolation] {
    names.enumerated().compactMap { index, name in
      let groups = graph.groups(named: [name], in: nil)
      guard !groups.isEmpty,
        groups.allSatisfy({ graph.directory(of: $0) == directory.id })
      else { return nil }
      return FieldViolation(
        field: "\(field)[\(index)]",
        description: "names the group \"\(name)\", which no other directory has")
    }
  }
}

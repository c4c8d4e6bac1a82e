internal import Cleanup
internal import Jobs
internal import Storage

/// Checks the names in provisioning against the tenant's directories, groups and administrators.
struct ProvisioningNames {
  private let settings: Provisioning
  private let reader: TenantReader

  init(_ settings: Provisioning, _ reader: TenantReader) {
    self.settings = settings
    self.reader = reader
  }

  /// Directories and groups that do not exist, and groups that must not be given.
  func violations() throws(Refusal) -> [FieldViolation] {
    let (graph, policy) = try attempt { () throws(StorageError) in
      (try reader.groupGraph(), try reader.policy()?.policy)
    }
    let admins = graph.reach(to: policy?.protection.adminGroups ?? [], in: nil)
    var found: [FieldViolation] = []
    for (index, directory) in settings.directories.enumerated() {
      let field = "directories[\(index)]"
      let rows = graph.directories(named: [directory.directory])
      guard !rows.isEmpty else {
        found.append(noDirectory("\(field).directory", directory.directory))
        continue
      }
      for (part, name) in groups(of: directory) where !name.isEmpty {
        guard let problem = problem(name, graph.groups(named: [name], in: rows), admins) else {
          continue
        }
        found.append(FieldViolation(field: "\(field).\(part)", description: problem))
      }
    }
    for (index, provider) in settings.identityProviders.enumerated()
    where !provider.directory.isEmpty {
      guard graph.directories(named: [provider.directory]).isEmpty else { continue }
      found.append(
        noDirectory("identity_providers[\(index)].directory", provider.directory))
    }
    return found
  }

  private func noDirectory(_ field: String, _ name: String) -> FieldViolation {
    FieldViolation(
      field: field, description: "there is no directory \"\(name)\"; put it or correct the name")
  }

  private func groups(of directory: DirectoryProvisioning) -> [(String, String)] {
    directory.defaultGroups.enumerated().map { ("default_groups[\($0)]", $1) }
      + directory.groups.enumerated().map { ("groups[\($0)].group", $1.group) }
  }

  private func problem(_ name: String, _ groups: [GroupID], _ admins: GroupReach) -> String? {
    if groups.isEmpty {
      return "the directory has no group \"\(name)\"; import it or correct the name"
    }
    if !settings.allowsAdminGroups, admins.contains(groups) {
      return "\"\(name)\" leads to administrators; set allow_admin_groups if that is meant"
    }
    return nil
  }
}

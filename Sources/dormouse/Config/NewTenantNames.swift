internal import Cleanup

/// Finds the directories and groups in settings that a tenant cannot have when it has just been made.
struct NewTenantNames {
  private var found: [FieldViolation] = []
  /// Names of the directories that it will have.
  private let directories: Set<String>

  private init(_ directories: [DirectoryConfig]) {
    self.directories = Set(directories.map(\.name)).union([Tenant.firstDirectory])
  }

  /// Every such name; its field is the key in the file.
  static func violations(in wanted: TenantConfig) -> [FieldViolation] {
    var names = NewTenantNames(wanted.directories ?? [])
    if let policy = wanted.policy { names.look(at: policy) }
    if let provisioning = wanted.provisioning { names.look(at: provisioning) }
    return names.found
  }

  private mutating func look(at policy: Policy) {
    if let group = policy.action.group { note(group: group, "policy.group") }
    note(directories: policy.scope.directories, "policy.scope.directories")
    note(groups: policy.scope.groups, "policy.scope.groups")
    note(groups: policy.exceptions.groups, "policy.exceptions.groups")
    note(directories: policy.exceptions.directories, "policy.exceptions.directories")
    for (index, user) in policy.exceptions.users.enumerated() {
      note(directory: user.directory, "policy.exceptions.users[\(index)].directory")
    }
    note(groups: policy.protection.adminGroups, "policy.protection.admin_groups")
  }

  private mutating func look(at provisioning: Provisioning) {
    for (index, directory) in provisioning.directories.enumerated() {
      let field = "provisioning.directories[\(index)]"
      note(directory: directory.directory, "\(field).directory")
      note(groups: directory.defaultGroups, "\(field).default_groups")
      for (index, mapping) in directory.groups.enumerated() {
        note(group: mapping.group, "\(field).groups[\(index)].group")
      }
    }
    for (index, provider) in provisioning.identityProviders.enumerated() {
      note(directory: provider.directory, "provisioning.identity_providers[\(index)].directory")
    }
  }

  private mutating func note(groups: [String], _ field: String) {
    for (index, group) in groups.enumerated() { note(group: group, "\(field)[\(index)]") }
  }

  private mutating func note(directories: [String], _ field: String) {
    for (index, directory) in directories.enumerated() {
      note(directory: directory, "\(field)[\(index)]")
    }
  }

  private mutating func note(group: String, _ field: String) {
    if group.isEmpty { return }
    add(field, "group", group, "import its users with their groups")
  }

  private mutating func note(directory: String, _ field: String) {
    if directory.isEmpty || directories.contains(directory) { return }
    add(field, "directory", directory, "add the directory")
  }

  private mutating func add(_ field: String, _ kind: String, _ name: String, _ remedy: String) {
    found.append(
      FieldViolation(
        field: field,
        description: "a new tenant has no \(kind) \"\(name)\" yet: create the tenant, \(remedy),"
          + " then apply this"))
  }
}

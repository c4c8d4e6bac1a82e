internal import Cleanup
internal import Directories
internal import LDAP

extension LDAPProbing {
  /// Finds out whether users can be created, as far as that can be known without creating one: Active
  /// Directory says which entries who asks may add; of the others no more is known than whether they have the
  /// class.
  mutating func findCreating(_ server: ServerDescription) async throws(DirectoryError) {
    let name = "creates users"
    if schema.preset == .activeDirectory {
      try await findAccounts(name)
      return
    }
    guard let entry = server.schemaEntry else {
      note(name, false, "The server does not show its schema: let bind_name read the root entry.")
      return
    }
    let isKnown = try await attempt(name) { (session) throws(DirectoryError) in
      try await session.knows("inetOrgPerson", of: "objectClasses", in: entry)
    }
    guard let isKnown else { return }
    capabilities.createUsers = isKnown
    note(
      name, isKnown,
      isKnown
        ? "The server has inetOrgPerson, of which new users are; whether bind_name may create them below "
          + "user_base is known only when it is tried."
        : "The server has no inetOrgPerson, of which new users are: let it have that class, or create users "
          + "in the server alone.")
  }

  private mutating func findAccounts(_ name: String) async throws(DirectoryError) {
    let base = schema.userBase
    let found = try await attempt(name) { (session) throws(DirectoryError) in
      try await session.entry(base, [Self.childClasses], while: .reading(.user))
    }
    guard let found else { return }
    let classes = found?.texts(of: Self.childClasses) ?? []
    let mayCreate = classes.contains { $0.lowercased() == "user" }
    let isEncrypted = settings.security != .none
    capabilities.createUsers = mayCreate && isEncrypted
    let finding: String
    if !mayCreate {
      finding =
        "The account of bind_name may not create users right below user_base: delegate that right to it, or "
        + "create users in the server alone."
    } else if !isEncrypted {
      finding =
        "The account of bind_name may create users right below user_base, but their passwords are taken over "
        + "encrypted connections alone: set security to ldaps or startTLS."
    } else {
      finding = "The account of bind_name may create users right below user_base."
    }
    note(name, capabilities.createUsers, finding)
  }

  private static let childClasses = "allowedChildClassesEffective"
}

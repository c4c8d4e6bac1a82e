internal import Cleanup
internal import Directories
internal import LDAP

extension LDAPEditor {
  /// Makes a user a direct member of a group, or none; false when it is so already.
  func setMember(
    _ isMember: Bool, _ id: String, of group: String
  ) async throws(DirectoryError) -> Bool {
    let user = try await required(id, .user, schema.hasPrimaryGroups ? ["primaryGroupID"] : ["1.1"])
    let entry = try await required(
      group, .group, ["objectClass"] + (schema.hasPrimaryGroups ? ["objectSid"] : []))
    if try isPrimary(entry, of: user) {
      if isMember { return false }
      throw DirectoryError(
        .refused,
        "The group is the user's primary one, which nobody can be taken out of: give the user another "
          + "primary group first.")
    }
    let holding = try await attributes(of: entry.name, with: user.name)
    if holding.isEmpty != isMember { return false }
    let names = isMember ? [attribute(for: entry)] : holding
    for name in names {
      try await session.modify(
        entry.name, [LDAPModification(isMember ? .add : .delete, name, [user.name])],
        while: .changing(name, .group))
    }
    try verify(try await attributes(of: entry.name, with: user.name).isEmpty != isMember)
    return true
  }

  /// The attributes in which a group names somebody as a member. Its members may be too many to be read.
  private func attributes(
    of group: String, with member: String
  ) async throws(DirectoryError) -> [String] {
    var names: [String] = []
    for name in schema.member {
      let search = LDAPSearch(
        base: group, scope: .base, filter: .equal(name, member), attributes: ["1.1"])
      if try await !session.page(of: search, while: .reading(.group)).entries.isEmpty {
        names.append(name)
      }
    }
    return names
  }

  /// The attribute in which a group gets a new member.
  private func attribute(for group: LDAPEntry) -> String {
    let classes = (group.texts(of: "objectClass") ?? []).map { $0.lowercased() }
    let isUnique = classes.contains("groupofuniquenames") && !classes.contains("groupofnames")
    let unique = schema.member.first { $0.lowercased() == "uniquemember" }
    return isUnique ? unique ?? schema.member[0] : schema.member[0]
  }

  private func isPrimary(_ group: LDAPEntry, of user: LDAPEntry) throws(DirectoryError) -> Bool {
    let reader = UserReader(schema: schema, absentLogin: .unknown)
    guard let number = try reader.primaryGroup(user) else { return false }
    return try GroupReader(schema: schema).primaryNumber(group) == number
  }
}

internal import Cleanup
internal import Directories
internal import LDAP

extension LDAPEditor {
  /// Makes a user a direct member of a group, or none; false when it is so already.
  func setMember(
    _ isMember: Bool, _ id: String, of group: String
  ) async throws(DirectoryError) -> Bool {
    try await reach { (state: GroupMembership) throws(DirectoryError) in
      if state.isPrimary, !isMember {
        throw DirectoryError(
          .refused,
          "The group is the user's primary one, which nobody can be taken out of: give the user another "
            + "primary group first.")
      }
      return (state.isPrimary || !state.holding.isEmpty) == isMember
    } read: { () throws(DirectoryError) in
      try await membership(of: id, in: group)
    } change: { (state) throws(DirectoryError) in
      for name in isMember ? [attribute(for: state.group)] : state.holding {
        try await session.modify(
          state.group.name, [LDAPModification(isMember ? .add : .delete, name, [state.user.name])],
          while: .changing(name, .group))
      }
    }
  }

  private func membership(
    of id: String, in group: String
  ) async throws(DirectoryError) -> GroupMembership {
    let user = try await required(id, .user, schema.hasPrimaryGroups ? ["primaryGroupID"] : ["1.1"])
    let entry = try await required(
      group, .group, ["objectClass"] + (schema.hasPrimaryGroups ? ["objectSid"] : []))
    return GroupMembership(
      user: user, group: entry, isPrimary: try isPrimary(entry, of: user),
      holding: try await attributes(of: entry.name, with: user.name))
  }

  /// The attributes in which a group names somebody as a member. Its members may be too many to be read.
  private func attributes(
    of group: String, with member: String
  ) async throws(DirectoryError) -> [String] {
    var names: [String] = []
    for name in schema.member {
      if try await session.has(name, member, in: group, while: .reading(.group)) {
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

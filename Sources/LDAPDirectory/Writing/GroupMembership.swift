internal import LDAP

/// How a user and a group go together, as the server has it.
struct GroupMembership: Sendable {
  /// The user's entry.
  let user: LDAPEntry
  /// The group's entry.
  let group: LDAPEntry
  /// Whether the group is the user's primary one, which does not list the user.
  let isPrimary: Bool
  /// The attributes in which the group names the user.
  let holding: [String]
}

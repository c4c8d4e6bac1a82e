/// Names of LDAP attributes; an empty one means the preset's.
package struct LDAPAttributes: Hashable, Sendable, Codable {
  /// An id that never changes.
  package var id: String
  /// The login name.
  package var username: String
  /// The name for people.
  package var displayName: String
  /// The e-mail address.
  package var email: String
  /// When the account was created.
  package var createdAt: String
  /// When somebody last logged in.
  package var lastLogin: String
  /// The name of a group.
  package var groupName: String
  /// The members of a group, by their distinguished names.
  package var member: String

  /// Names; empty unless told otherwise.
  package init(
    id: String = "", username: String = "", displayName: String = "", email: String = "",
    createdAt: String = "", lastLogin: String = "", groupName: String = "", member: String = ""
  ) {
    self.id = id
    self.username = username
    self.displayName = displayName
    self.email = email
    self.createdAt = createdAt
    self.lastLogin = lastLogin
    self.groupName = groupName
    self.member = member
  }
}

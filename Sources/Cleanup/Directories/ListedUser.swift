/// A user as a remote directory lists it.
package struct ListedUser: Hashable, Sendable {
  /// The user; groups stay empty, as members come with their groups.
  package var user: ImportedUser
  /// What groups call the user in their lists of members: in LDAP the key of the distinguished name, in
  /// SCIM the id.
  package var locator: String
  /// By how much the time of the last login may lie behind the truth, in seconds.
  package var loginGranularitySeconds: Int

  /// A user by what groups call it.
  package init(_ user: ImportedUser, locator: String, loginGranularitySeconds: Int = 0) {
    self.user = user
    self.locator = locator
    self.loginGranularitySeconds = loginGranularitySeconds
  }
}

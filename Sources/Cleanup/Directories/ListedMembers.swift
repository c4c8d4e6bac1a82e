/// Some direct members of a group, which may come in any number of parts.
package struct ListedMembers: Hashable, Sendable {
  /// The group's id.
  package var group: String
  /// What the group calls its members: users, groups, and what was not listed, such as users outside of
  /// the base.
  package var locators: [String]
  /// Ids of further members, who may be called otherwise by now than when they were listed. Whoever was not
  /// listed is none.
  package var users: [String]

  /// Members of a group.
  package init(of group: String, locators: [String], users: [String] = []) {
    self.group = group
    self.locators = locators
    self.users = users
  }
}

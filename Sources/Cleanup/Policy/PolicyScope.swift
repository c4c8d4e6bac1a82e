/// Who is looked at.
package struct PolicyScope: Hashable, Sendable, Codable {
  /// Names of directories; empty means all.
  package var directories: [String]
  /// Names of groups, nested membership counts; empty means all users.
  package var groups: [String]

  /// Everybody unless told otherwise.
  package init(directories: [String] = [], groups: [String] = []) {
    self.directories = directories
    self.groups = groups
  }
}

/// Who is never touched. An exception always wins.
package struct PolicyExceptions: Hashable, Sendable, Codable {
  /// Names of groups; nested membership counts.
  package var groups: [String]
  /// Names of directories.
  package var directories: [String]
  /// Single users.
  package var users: [UserRef]
  /// Patterns over whole usernames, casefolded: `*` is any text, `?` one character.
  package var usernamePatterns: [String]

  /// Nobody unless told otherwise.
  package init(
    groups: [String] = [], directories: [String] = [], users: [UserRef] = [],
    usernamePatterns: [String] = []
  ) {
    self.groups = groups
    self.directories = directories
    self.users = users
    self.usernamePatterns = usernamePatterns
  }
}

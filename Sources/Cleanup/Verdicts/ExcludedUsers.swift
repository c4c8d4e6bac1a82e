/// The users that a policy's exceptions name, by reference or by pattern.
struct ExcludedUsers: Sendable {
  private struct Key: Hashable, Sendable {
    var directory: DirectoryID?
    var name: String
  }

  private let externalIDs: [Key: String]
  private let usernames: [Key: String]
  private let patterns: [(pattern: WildcardPattern, rule: String)]

  init(_ exceptions: PolicyExceptions, graph: GroupGraph) {
    var externalIDs: [Key: String] = [:]
    var usernames: [Key: String] = [:]
    for user in exceptions.users {
      let directory = graph.directories(named: [user.directory]).first
      if user.directory.isEmpty {
        usernames[Key(directory: nil, name: Username.key(user.username))] = user.label
      } else if directory != nil, user.externalID.isEmpty {
        usernames[Key(directory: directory, name: Username.key(user.username))] = user.label
      } else if directory != nil {
        externalIDs[Key(directory: directory, name: user.externalID)] = user.label
      }
    }
    self.externalIDs = externalIDs
    self.usernames = usernames
    patterns = exceptions.usernamePatterns.map { (WildcardPattern(Username.key($0)), $0) }
  }

  /// The exception that names a user, as it was written; nil when none does.
  func rule(for facts: UserFacts) -> String? {
    if externalIDs.isEmpty, usernames.isEmpty, patterns.isEmpty { return nil }
    return usernames[Key(directory: nil, name: facts.usernameKey)]
      ?? usernames[Key(directory: facts.directory, name: facts.usernameKey)]
      ?? externalIDs[Key(directory: facts.directory, name: facts.externalID)]
      ?? patterns.first { $0.pattern.matches(facts.usernameKey) }?.rule
  }
}

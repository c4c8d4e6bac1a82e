/// How it is known when the users of a directory were last active.
package enum ActivitySource: String, Hashable, Sendable, Codable, CaseIterable {
  /// Its listings say when users last logged in.
  case reported
  /// Its listings say nothing of logins, which are observed: told of one by one.
  case observed
}

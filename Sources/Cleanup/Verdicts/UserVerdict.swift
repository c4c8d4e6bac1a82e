/// A stored verdict together with the user that it is about.
package struct UserVerdict: Hashable, Sendable {
  /// The user's row.
  package var user: UserID
  /// Name of the directory.
  package var directory: String
  /// Id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
  /// Name for people; may be empty.
  package var displayName: String
  /// What was decided.
  package var verdict: Verdict

  /// A verdict about a user.
  package init(
    user: UserID, directory: String, externalID: String, username: String, displayName: String,
    verdict: Verdict
  ) {
    self.user = user
    self.directory = directory
    self.externalID = externalID
    self.username = username
    self.displayName = displayName
    self.verdict = verdict
  }
}

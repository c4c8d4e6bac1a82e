/// A user whom a login creates.
package struct NewUser: Hashable, Sendable {
  /// Stable id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
  /// Name for people; empty for none.
  package var displayName: String
  /// E-mail address; empty for none.
  package var email: String

  /// A user with what is known of it.
  package init(externalID: String, username: String, displayName: String = "", email: String = "") {
    self.externalID = externalID
    self.username = username
    self.displayName = displayName
    self.email = email
  }
}

/// A user as an import brings it.
package struct ImportedUser: Hashable, Sendable {
  /// What a source says of the last login.
  package enum Login: Hashable, Sendable {
    /// The source says nothing.
    case unknown
    /// The source says that there was none.
    case never
    /// The source knows the moment.
    case at(Moment)
  }

  /// Most bytes of an external id, username, display name, e-mail address or group name.
  package static let maxTextBytes = 256
  /// Most groups that a user may be a direct member of.
  package static let maxGroups = 1000

  /// Stable id in the source.
  package var externalID: String
  /// Login name.
  package var username: String
  /// Name for people; empty for none.
  package var displayName: String
  /// E-mail address; empty for none.
  package var email: String
  /// When the source created the account; nil when it does not say.
  package var createdAt: Moment?
  /// What the source says of the last login.
  package var lastLogin: Login
  /// Names of the groups that the user is a direct member of.
  package var groups: [String]
  /// Whether the account is open; nil leaves it as it is, and means true for a new user.
  package var isActive: Bool?

  /// A user as an import brings it.
  package init(
    externalID: String, username: String, displayName: String = "", email: String = "",
    createdAt: Moment? = nil, lastLogin: Login = .unknown, groups: [String] = [],
    isActive: Bool? = nil
  ) {
    self.externalID = externalID
    self.username = username
    self.displayName = displayName
    self.email = email
    self.createdAt = createdAt
    self.lastLogin = lastLogin
    self.groups = groups
    self.isActive = isActive
  }
}

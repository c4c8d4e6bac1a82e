/// A user of a directory, as stored.
package struct User: Hashable, Sendable {
  /// Row in the tenant's database.
  package var id: UserID
  /// Name of the directory.
  package var directory: String
  /// Stable id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
  /// Name for people; may be empty.
  package var displayName: String
  /// E-mail address; may be empty.
  package var email: String
  /// Whether the account is open.
  package var isActive: Bool
  /// Name of the earlier directory that has the same username; empty when not shadowed.
  package var shadowedBy: String
  /// When the source created the account; nil when unknown.
  package var createdAt: Moment?
  /// When the account was first seen here.
  package var firstSeenAt: Moment
  /// When the account was last reactivated; nil when never.
  package var reactivatedAt: Moment?
  /// The latest activity over all kinds.
  package var lastActivity: LastActivity

  /// A user with everything that is stored in its row.
  package init(
    id: UserID, directory: String, externalID: String, username: String, displayName: String = "",
    email: String = "", isActive: Bool = true, shadowedBy: String = "", createdAt: Moment? = nil,
    firstSeenAt: Moment, reactivatedAt: Moment? = nil, lastActivity: LastActivity = .unknown
  ) {
    self.id = id
    self.directory = directory
    self.externalID = externalID
    self.username = username
    self.displayName = displayName
    self.email = email
    self.isActive = isActive
    self.shadowedBy = shadowedBy
    self.createdAt = createdAt
    self.firstSeenAt = firstSeenAt
    self.reactivatedAt = reactivatedAt
    self.lastActivity = lastActivity
  }
}

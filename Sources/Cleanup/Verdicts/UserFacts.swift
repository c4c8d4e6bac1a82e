/// Everything that a verdict needs to know of one user.
package struct UserFacts: Hashable, Sendable {
  /// The user's row.
  package var id: UserID
  /// The user's directory.
  package var directory: DirectoryID
  /// Id in the directory.
  package var externalID: String
  /// The username as it compares, from `Username.key`.
  package var usernameKey: String
  /// Whether the account is open.
  package var isActive: Bool
  /// The earlier directory that has the same username.
  package var shadowedBy: DirectoryID?
  /// Whether the product itself uses the account.
  package var isServiceAccount: Bool
  /// When the source created the account.
  package var createdAt: Moment?
  /// When the account was first seen here.
  package var firstSeenAt: Moment
  /// When the account was last reactivated.
  package var reactivatedAt: Moment?
  /// The latest signal of each kind and source.
  package var signals: [ActivitySignal]
  /// The groups that the user is a direct member of.
  package var groups: [GroupID]
  /// Until when the user is exempt; nil for no exemption.
  package var exemptUntil: Moment?
  /// Who answers for the exemption; may be empty.
  package var exemptionOwner: String

  /// The facts of one user.
  package init(
    id: UserID, directory: DirectoryID, externalID: String, usernameKey: String,
    isActive: Bool = true, shadowedBy: DirectoryID? = nil, isServiceAccount: Bool = false,
    createdAt: Moment? = nil, firstSeenAt: Moment, reactivatedAt: Moment? = nil,
    signals: [ActivitySignal] = [], groups: [GroupID] = [], exemptUntil: Moment? = nil,
    exemptionOwner: String = ""
  ) {
    self.id = id
    self.directory = directory
    self.externalID = externalID
    self.usernameKey = usernameKey
    self.isActive = isActive
    self.shadowedBy = shadowedBy
    self.isServiceAccount = isServiceAccount
    self.createdAt = createdAt
    self.firstSeenAt = firstSeenAt
    self.reactivatedAt = reactivatedAt
    self.signals = signals
    self.groups = groups
    self.exemptUntil = exemptUntil
    self.exemptionOwner = exemptionOwner
  }
}

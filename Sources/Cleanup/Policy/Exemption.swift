/// A user kept out of cleanup until a date.
package struct Exemption: Hashable, Sendable {
  /// Most bytes of the owner's name.
  package static let maxOwnerBytes = 128

  /// Immutable id.
  package var id: String
  /// The user's row.
  package var user: UserID
  /// Name of the user's directory.
  package var directory: String
  /// The user's id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
  /// Until when.
  package var until: Moment
  /// Who answers for it.
  package var owner: String
  /// Why.
  package var reason: String
  /// When it was put.
  package var createdAt: Moment
  /// Name of the token that put it.
  package var createdBy: String

  /// An exemption as stored.
  package init(
    id: String, user: UserID, directory: String, externalID: String, username: String,
    until: Moment, owner: String, reason: String, createdAt: Moment, createdBy: String
  ) {
    self.id = id
    self.user = user
    self.directory = directory
    self.externalID = externalID
    self.username = username
    self.until = until
    self.owner = owner
    self.reason = reason
    self.createdAt = createdAt
    self.createdBy = createdBy
  }
}

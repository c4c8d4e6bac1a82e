/// One thing that a login did.
package struct LoginEffect: Hashable, Sendable, Codable {
  /// What was done.
  package enum Code: String, Hashable, Sendable, Codable, CaseIterable {
    /// The account was opened again.
    case reactivated = "REACTIVATED"
    /// The user was given back a membership that cleanup took.
    case groupRestored = "GROUP_RESTORED"
    /// An account was created.
    case created = "CREATED"
    /// The name or the e-mail address follows the claims.
    case updated = "UPDATED"
    /// The user was put into a group.
    case groupAdded = "GROUP_ADDED"
    /// The user was taken out of a group because a claim is gone.
    case groupRemoved = "GROUP_REMOVED"
  }

  /// What was done.
  package var code: Code
  /// Name of the group; empty when it is about the account.
  package var group: String

  /// Something that was done.
  package init(_ code: Code, group: String = "") {
    self.code = code
    self.group = group
  }
}

/// What can be done to a user. Raw values are stored and shown.
package enum Effect: String, Hashable, Sendable, Codable, CaseIterable {
  /// Closes the account.
  case deactivate = "DEACTIVATE"
  /// Opens the account.
  case reactivate = "REACTIVATE"
  /// Takes a direct membership.
  case removeFromGroup = "REMOVE_FROM_GROUP"
  /// Gives a direct membership.
  case addToGroup = "ADD_TO_GROUP"
  /// Keeps the user out of cleanup until a date.
  case exempt = "EXEMPT"
  /// Takes back open holds.
  case restore = "RESTORE"

  /// The effect that takes this one back; nil when there is none.
  package var inverse: Effect? {
    switch self {
    case .deactivate: .reactivate
    case .reactivate: .deactivate
    case .removeFromGroup: .addToGroup
    case .addToGroup: .removeFromGroup
    case .exempt, .restore: nil
    }
  }
}

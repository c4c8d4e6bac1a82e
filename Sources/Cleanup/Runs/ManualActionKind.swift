/// What a person can do to users picked by hand.
package enum ManualActionKind: Hashable, Sendable {
  /// Closes the account.
  case deactivate
  /// Opens the account.
  case reactivate
  /// Takes the direct membership in the named group.
  case removeFromGroup(String)
  /// Gives a direct membership in the named group.
  case addToGroup(String)
  /// Keeps out of cleanup until a date; somebody answers for it.
  case exempt(until: Moment, owner: String)
  /// Takes back every open hold, exactly.
  case restore

  /// The effect of the action.
  package var effect: Effect {
    switch self {
    case .deactivate: .deactivate
    case .reactivate: .reactivate
    case .removeFromGroup: .removeFromGroup
    case .addToGroup: .addToGroup
    case .exempt: .exempt
    case .restore: .restore
    }
  }
}

/// What cleanup does to a candidate.
package enum CleanupAction: Hashable, Sendable, Codable {
  /// Closes the account.
  case deactivate
  /// Takes the direct membership in the named group and leaves everything else.
  case removeFromGroup(String)

  /// The effect of the action.
  package var effect: Effect {
    switch self {
    case .deactivate: .deactivate
    case .removeFromGroup: .removeFromGroup
    }
  }

  /// The group that is taken; nil for a deactivation.
  package var group: String? {
    if case .removeFromGroup(let group) = self { return group }
    return nil
  }
}

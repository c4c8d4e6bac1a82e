package import Cleanup

/// What came of a user who was to be created.
package enum CreatedUser: Hashable, Sendable {
  /// The row of the user, and the id that the directory gave.
  case created(UserID, externalID: String)
  /// Nobody was created.
  case failed(EffectFailure)
}

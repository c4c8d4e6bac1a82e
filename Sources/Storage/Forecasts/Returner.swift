package import Cleanup

/// Somebody whom runs cleaned and who was back each time.
package struct Returner: Sendable {
  /// The user's row.
  package let user: UserID
  /// How often.
  package let returns: Int
  /// When the user was last back.
  package let lastReturn: Moment
}

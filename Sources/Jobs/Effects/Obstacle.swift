internal import Cleanup

/// What keeps something from being done to a user.
struct Obstacle {
  /// Why.
  let code: OutcomeCode
  /// One sentence for people.
  let message: String

  init(_ code: OutcomeCode, _ message: String) {
    self.code = code
    self.message = message
  }
}

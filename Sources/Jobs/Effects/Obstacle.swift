internal import Cleanup
internal import Directories

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

  init(_ failure: EffectFailure) {
    self.init(failure.code, failure.message)
  }

  /// What an outcome is whose user could not be changed for this reason.
  var result: Outcome.Result {
    switch code {
    case .vanished, .changedSince, .alreadyDone: .skipped
    case .directoryUnavailable, .directoryRefused, .stateUnclear: .failed
    default: .manual
    }
  }
}

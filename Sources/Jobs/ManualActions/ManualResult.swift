internal import Cleanup

/// How a manual action went for one user.
enum ManualResult {
  /// Done.
  case done
  /// Not needed, or kept by an exception.
  case skipped(OutcomeCode, String)
  /// Not possible.
  case failed(OutcomeCode, String)
  /// Only a person can do it at the source.
  case manual(OutcomeCode, String)

  /// What kept it from being done.
  init(_ obstacle: Obstacle) {
    self =
      switch obstacle.result {
      case .done: .done
      case .skipped: .skipped(obstacle.code, obstacle.message)
      case .failed: .failed(obstacle.code, obstacle.message)
      case .manual: .manual(obstacle.code, obstacle.message)
      }
  }
}

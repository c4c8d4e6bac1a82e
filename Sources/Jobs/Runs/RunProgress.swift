internal import Cleanup

/// Where a run stands between two transactions.
struct RunProgress: Sendable {
  /// The run as last committed.
  var run: Run
  /// The last user that has an outcome; nil before the first.
  var lastUser: UserID?
  /// The tenant's groups, as long as its directories stay as they are.
  var groups: TenantGroups?
  /// The outcomes that were committed last.
  var outcomes: [Outcome] = []
  /// Who waits for changes in remote directories, and has no outcome.
  var waiting: [WaitingUser] = []
  /// Whether everyone has an outcome.
  var isComplete = false
}

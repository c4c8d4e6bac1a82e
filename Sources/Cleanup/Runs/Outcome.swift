/// What was done to one user.
package struct Outcome: Hashable, Sendable {
  /// How it ended. Raw values are stored and shown.
  package enum Result: String, Hashable, Sendable, Codable, CaseIterable {
    /// Done.
    case done = "DONE"
    /// Not done, and `code` says why.
    case skipped = "SKIPPED"
    /// Tried, and failed.
    case failed = "FAILED"
    /// Only a person can do it at the source.
    case manual = "MANUAL"
  }

  /// Counts up within a run, from 1; 0 for a manual action.
  package var sequence: Int64
  /// The user's row; nil when nobody was found.
  package var user: UserID?
  /// Name of the directory.
  package var directory: String
  /// Id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
  /// How it ended.
  package var result: Result
  /// Why; nil for what was simply done.
  package var code: OutcomeCode?
  /// One sentence for people.
  package var message: String
  /// What was done or would have been.
  package var effect: Effect
  /// The group; empty for effects on the account.
  package var group: String
  /// When.
  package var time: Moment
  /// Last activity as known at that moment.
  package var lastActivity: LastActivity
  /// Whether it was settled after a crash.
  package var isRecovered: Bool

  /// An outcome of one user.
  package init(
    sequence: Int64 = 0, user: UserID?, directory: String, externalID: String, username: String,
    result: Result, code: OutcomeCode? = nil, message: String = "", effect: Effect,
    group: String = "", time: Moment, lastActivity: LastActivity = .unknown,
    isRecovered: Bool = false
  ) {
    self.sequence = sequence
    self.user = user
    self.directory = directory
    self.externalID = externalID
    self.username = username
    self.result = result
    self.code = code
    self.message = message
    self.effect = effect
    self.group = group
    self.time = time
    self.lastActivity = lastActivity
    self.isRecovered = isRecovered
  }

  /// Whether the user may have been changed, so that the audit tells of it.
  package var mayHaveEffect: Bool {
    switch result {
    case .done, .manual: true
    case .failed: code == .stateUnclear
    case .skipped: false
    }
  }
}

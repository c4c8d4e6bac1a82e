/// One job over the candidates of an analysis.
package struct Run: Hashable, Sendable {
  /// What a run is. Raw values are stored.
  package enum Kind: String, Hashable, Sendable, Codable {
    /// Acts on the candidates of an analysis.
    case cleanup
    /// Takes a run back.
    case undo
  }

  /// How a run stands. Raw values are stored.
  package enum State: String, Hashable, Sendable, Codable {
    /// At work.
    case running
    /// Everyone has an outcome.
    case completed
    /// Stopped by somebody; who was left has the outcome `SKIPPED`.
    case cancelled
    /// A start of the schedule that was refused; nobody was touched.
    case refused
  }

  /// What started a run. Raw values are stored.
  package enum Trigger: String, Hashable, Sendable, Codable {
    /// A call.
    case manual
    /// The schedule.
    case schedule
  }

  /// Immutable id.
  package var id: String
  /// What it is.
  package var kind: Kind
  /// How it stands.
  package var state: State
  /// What started it.
  package var trigger: Trigger
  /// Name of the token that started it.
  package var startedBy: String
  /// When it started.
  package var startedAt: Moment
  /// When it ended.
  package var endedAt: Moment?
  /// The analysis that was confirmed; empty for an undo.
  package var analysisID: String
  /// Id of the run that an undo takes back; empty for a cleanup.
  package var undoes: String
  /// Copy of the policy that it acts by; an undo has that of the run that it takes back.
  package var policy: StoredPolicy
  /// Candidates of the analysis, or users whom the undone run touched; each gets one outcome.
  package var candidates: Int
  /// Outcomes so far.
  package var counts: OutcomeCounts
  /// Why the safety limits were overridden; empty if not.
  package var overrideReason: String
  /// Name of the token that cancelled it; empty if none.
  package var cancelledBy: String
  /// Why a start of the schedule was refused; empty for any other run.
  package var refusal: String
  /// The log file's path below the data folder; empty until the run ended.
  package var logFile: String

  /// A run as stored.
  package init(
    id: String, kind: Kind = .cleanup, state: State = .running, trigger: Trigger = .manual,
    startedBy: String, startedAt: Moment, endedAt: Moment? = nil, analysisID: String,
    undoes: String = "", policy: StoredPolicy, candidates: Int,
    counts: OutcomeCounts = OutcomeCounts(), overrideReason: String = "",
    cancelledBy: String = "", refusal: String = "", logFile: String = ""
  ) {
    self.id = id
    self.kind = kind
    self.state = state
    self.trigger = trigger
    self.startedBy = startedBy
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.analysisID = analysisID
    self.undoes = undoes
    self.policy = policy
    self.candidates = candidates
    self.counts = counts
    self.overrideReason = overrideReason
    self.cancelledBy = cancelledBy
    self.refusal = refusal
    self.logFile = logFile
  }

  /// What it does to users.
  package var effect: Effect {
    let effect = policy.policy.action.effect
    return switch kind {
    case .cleanup: effect
    case .undo: effect.inverse ?? .restore
    }
  }

  /// The group that it takes or gives; empty for effects on accounts.
  package var group: String { policy.policy.action.group ?? "" }
}

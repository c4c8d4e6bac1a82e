/// A run, in short.
package struct FleetRun: Hashable, Sendable {
  /// Immutable id.
  package var id: String
  /// What it is.
  package var kind: Run.Kind
  /// How it stands.
  package var state: Run.State
  /// What started it.
  package var trigger: Run.Trigger
  /// When it started.
  package var startedAt: Moment
  /// When it ended; nil while it runs.
  package var endedAt: Moment?
  /// Users that it was to settle.
  package var candidates: Int
  /// Outcomes so far.
  package var counts: OutcomeCounts
  /// Why a start of the schedule was refused; empty for any other run.
  package var refusal: String

  /// The short form of its parts.
  package init(
    id: String, kind: Run.Kind, state: Run.State, trigger: Run.Trigger, startedAt: Moment,
    endedAt: Moment? = nil, candidates: Int = 0, counts: OutcomeCounts = OutcomeCounts(),
    refusal: String = ""
  ) {
    self.id = id
    self.kind = kind
    self.state = state
    self.trigger = trigger
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.candidates = candidates
    self.counts = counts
    self.refusal = refusal
  }

  /// Whether it was refused, or failed for somebody.
  package var isFailed: Bool { state == .refused || counts.failed > 0 }
}

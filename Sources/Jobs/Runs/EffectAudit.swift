internal import Cleanup

/// Audit events of what one run does to users.
///
/// A run tells of hundreds of thousands of effects that differ by their user alone; what they have in
/// common is put together once.
struct EffectAudit {
  private let samples: [Outcome.Result: AuditEvent]
  private let why: String

  /// Events of effects of one kind, on the account or on one group.
  init(_ effect: Effect, group: String, at moment: Moment, because why: String) {
    self.why = why
    samples = Dictionary(
      uniqueKeysWithValues: Outcome.Result.allCases.map { result in
        let outcome = Outcome(
          user: nil, directory: "", externalID: "", username: "", result: result, effect: effect,
          group: group, time: moment)
        return (result, AuditEvent.effect(outcome, by: nil, because: why))
      })
  }

  /// The event of an outcome that has the kind, the group and the moment.
  func event(of outcome: Outcome) -> AuditEvent {
    guard var event = samples[outcome.result] else {
      return .effect(outcome, by: nil, because: why)
    }
    event.subject = AuditEvent.subject(of: outcome)
    return event
  }
}

internal import Cleanup
internal import Storage

/// Audit events of what one run does to users.
///
/// A run tells of hundreds of thousands of effects that differ by their user alone; what they have in
/// common is put together once.
struct EffectAudit {
  private let done: AuditEvent
  private let manual: AuditEvent
  private let failed: AuditEvent

  /// Events of what a run does at a moment, on behalf of whoever started it.
  init(_ run: Run, by starter: Caller?, at moment: Moment) {
    let event = { (result: Outcome.Result) in
      let outcome = Outcome(
        user: nil, directory: "", externalID: "", username: "", result: result,
        effect: run.effect, group: run.group, time: moment)
      return AuditEvent.effect(
        outcome, by: starter, because: "run/\(run.id)",
        before: .before(run.effect, group: run.group), after: .after(run.effect, group: run.group))
    }
    done = event(.done)
    manual = event(.manual)
    failed = event(.failed)
  }

  /// Writes the event of an outcome that is done, of which a person must do the rest, or that may be done.
  func write(_ outcome: Outcome, in writer: TenantWriter) throws(StorageError) {
    let event =
      switch outcome.result {
      case .done: done
      case .failed: failed
      case .manual, .skipped: manual
      }
    try writer.audit(event, of: AuditEvent.subject(of: outcome))
  }
}

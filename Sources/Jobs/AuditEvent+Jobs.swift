package import Cleanup
internal import ImportFiles
internal import Storage

extension AuditEvent {
  /// Somebody analysed.
  static func analysisMade(_ analysis: Analysis, by caller: Caller) -> AuditEvent {
    AuditEvent(
      time: analysis.createdAt, caller: caller, action: "analysis.made",
      subject: "analysis/\(analysis.id)",
      after: json([
        ("users", String(analysis.tally.users)),
        ("candidates", String(analysis.tally.candidates)),
      ]))
  }

  /// A remote directory was listed.
  static func directorySynced(
    _ summary: ImportSummary, by caller: Caller, at moment: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: moment, caller: caller, action: "directory.synced",
      subject: "directory/\(summary.directory)",
      after: json([
        ("generation", String(summary.generation)), ("added", String(summary.added)),
        ("updated", String(summary.updated)), ("unchanged", String(summary.unchanged)),
        ("vanished", String(summary.vanished)), ("users", String(summary.users)),
        ("groups", String(summary.groups)), ("reverted", String(summary.reverted)),
      ]))
  }

  /// Something undid at its source what a run had done.
  static func reverted(
    _ reversion: Reversion, by caller: Caller, at moment: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: moment, caller: caller, action: "user.reverted",
      subject: subject(directory: reversion.directory, externalID: reversion.externalID),
      after: json([
        ("effect", reversion.effect.rawValue), ("group", reversion.group),
        ("run", reversion.runID), ("done", reversion.doneAt.rfc3339),
      ]))
  }

  /// A remote directory could not be listed.
  static func syncFailed(
    _ failure: ListingFailure, of directory: String, by caller: Caller
  ) -> AuditEvent {
    AuditEvent(
      time: failure.failedAt, caller: caller, action: "directory.sync_failed",
      subject: "directory/\(directory)", after: json([("failure", failure.message)]))
  }

  /// The listing of a directory came to hold runs.
  package static func runsHeld(_ held: HeldListing, by caller: Caller?) -> AuditEvent {
    AuditEvent(
      time: held.listedAt, caller: caller, action: "runs.held",
      subject: "directory/\(held.directory)", after: json(held))
  }

  /// The listing of a directory no longer holds runs.
  package static func runsReleased(
    _ held: HeldListing, because reason: String, by caller: Caller?, at moment: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: moment, caller: caller, action: "runs.released",
      subject: "directory/\(held.directory)", before: json(held),
      after: json([("reason", reason)]))
  }

  private static func json(_ held: HeldListing) -> String {
    let (listing, accepted) = (held.check.listing, held.check.accepted)
    return json([
      ("held_since", held.heldAt.rfc3339), ("listed", held.listedAt.rfc3339),
      ("users", String(listing.users)), ("accepted_users", String(accepted.users)),
      ("without_login_percent", String(listing.withoutLoginPercent)),
      ("accepted_without_login_percent", String(accepted.withoutLoginPercent)),
      ("max_percent", String(held.check.maxPercent)), ("problem", held.check.explanation),
    ])
  }

  /// Somebody started a run.
  static func runStarted(_ run: Run, by caller: Caller) -> AuditEvent {
    AuditEvent(
      time: run.startedAt, caller: caller, action: "run.started", subject: "run/\(run.id)",
      after: json([
        ("analysis", run.analysisID), ("candidates", String(run.candidates)),
        ("override_limits", run.overrideReason),
      ]))
  }

  /// Somebody started to take a run back.
  static func undoStarted(_ run: Run, by caller: Caller) -> AuditEvent {
    AuditEvent(
      time: run.startedAt, caller: caller, action: "run.undo_started", subject: "run/\(run.id)",
      after: json([("undoes", run.undoes), ("candidates", String(run.candidates))]))
  }

  /// A run came to its end.
  static func runEnded(_ run: Run, at moment: Moment) -> AuditEvent {
    let counts = run.counts
    return AuditEvent(
      time: moment, caller: nil, action: "run.ended", subject: "run/\(run.id)",
      after: json([
        ("state", run.state.rawValue), ("done", String(counts.done)),
        ("skipped", String(counts.skipped)), ("failed", String(counts.failed)),
        ("manual", String(counts.manual)),
      ]))
  }

  /// Somebody set the schedule.
  static func scheduleSet(
    from old: StoredSchedule?, to new: StoredSchedule, by caller: Caller
  ) -> AuditEvent {
    AuditEvent(
      time: new.updatedAt, caller: caller, action: "schedule.set", subject: "schedule",
      before: old.map(json) ?? "", after: json(new))
  }

  /// A start of the schedule was settled.
  static func scheduleStart(_ start: ScheduledStart) -> AuditEvent {
    AuditEvent(
      time: start.at, caller: Scheduler.caller, action: "schedule.\(start.result.rawValue)",
      subject: "schedule",
      after: json([
        ("due", start.dueAt.rfc3339), ("run", start.runID), ("reason", start.reason),
        ("message", start.message),
      ]))
  }

  private static func json(_ stored: StoredSchedule) -> String {
    let schedule = stored.schedule
    return json([
      ("enabled", String(schedule.isOn)), ("recurrence", schedule.recurrence.description),
      ("time_zone", schedule.timeZone), ("start", schedule.startTime?.rfc3339 ?? ""),
      ("catch_up", schedule.catchUp.rawValue),
      ("first_analysis_only", String(schedule.firstOnlyAnalyzes)),
    ])
  }

  /// Something was done to a user.
  static func effect(
    _ outcome: Outcome, by caller: Caller?, because why: String, before: UserState,
    after: UserState
  ) -> AuditEvent {
    AuditEvent(
      time: outcome.time, caller: caller, action: "user.\(outcome.effect.rawValue.lowercased())",
      subject: subject(of: outcome), before: json(before.facts),
      after: json(
        [("result", outcome.result.rawValue), ("group", outcome.group), ("because", why)]
          + after.facts))
  }

  /// A login did something, or could not.
  static func login(
    _ action: String, _ subject: String, _ answer: LoginAnswer, _ order: LoginOrder,
    _ states: LoginStates = LoginStates(), at moment: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: moment, caller: order.caller, action: action, subject: subject,
      before: json(states.before.facts),
      after: json(
        [
          ("outcome", answer.outcome.rawValue),
          ("effects", shown(answer.effects.map { ($0.code.rawValue, $0.group) })),
          ("obstacles", shown(answer.obstacles.map { ($0.code.rawValue, $0.group) })),
          ("kind", order.kind.name), ("source", order.source),
          ("time", order.time(before: moment).rfc3339),
          ("issuer", order.identity?.proven.issuer ?? ""),
          ("subject", order.identity?.proven.subject ?? ""),
        ] + states.after.facts))
  }

  /// A user turned out to be somebody at an identity provider.
  static func identityLinked(
    _ identity: ProvenIdentity, with user: String, by caller: Caller, at moment: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: moment, caller: caller, action: "identity.linked", subject: user,
      after: json([("issuer", identity.issuer), ("subject", identity.subject)]))
  }

  private static func shown(_ parts: [(code: String, group: String)]) -> String {
    parts.map { $0.group.isEmpty ? $0.code : "\($0.code) \($0.group)" }.joined(separator: ", ")
  }

  /// How the audit calls the user of an outcome.
  static func subject(of outcome: Outcome) -> String {
    subject(directory: outcome.directory, externalID: outcome.externalID)
  }

  /// A JSON object of texts; empty ones are left out.
  package static func json(_ fields: [(String, String)]) -> String {
    let given = fields.filter { !$0.1.isEmpty }
    if given.isEmpty { return "" }
    return json(
      ExportTable(columns: given.map(\.0), format: .jsonLines), given.map(\.1))
  }

  private static func json(_ table: ExportTable, _ values: [String]) -> String {
    var bytes: [UInt8] = []
    table.append(values.map(ExportValue.text), to: &bytes)
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }
}

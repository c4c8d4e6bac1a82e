internal import Cleanup
internal import Jobs
internal import Messages

extension AuditEvent {
  /// Somebody changed the policy.
  static func policyConfigured(
    from old: StoredPolicy?, to new: StoredPolicy, by caller: Caller, at now: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: "policy.configured", subject: "policy",
      before: old.map(json) ?? "", after: json(new))
  }

  /// Somebody changed what logins may do.
  static func provisioningConfigured(
    from old: StoredProvisioning?, to new: StoredProvisioning, by caller: Caller, at now: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: "provisioning.configured", subject: "provisioning",
      before: old.map(json) ?? "", after: json(new))
  }

  /// Somebody put or changed a directory.
  static func directoryPut(
    from old: DirectorySettings?, to new: DirectorySettings, by caller: Caller, at now: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: "directory.put", subject: "directory/\(new.name)",
      before: old.map(json) ?? "", after: json(new))
  }

  /// Somebody deleted a directory, and with it what was held of its users.
  static func directoryDeleted(
    _ old: DirectorySettings, _ deleted: DeleteDirectoryResponse, by caller: Caller, at now: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: "directory.deleted", subject: "directory/\(old.name)",
      before: json(old), after: json(deleted))
  }

  /// Somebody imported users into a directory, which was so when the import began.
  static func imported(
    _ summary: ImportSummary, into old: DirectorySettings, by caller: Caller, at now: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: "users.imported",
      subject: "directory/\(summary.directory)", before: json(old), after: json(summary))
  }

  /// Somebody exempted a user.
  static func exempted(
    _ exemption: Exemption, inPlaceOf old: Exemption?, by caller: Caller
  ) -> AuditEvent {
    AuditEvent(
      time: exemption.createdAt, caller: caller, action: "exemption.put",
      subject: subject(of: exemption), before: old.map(json) ?? "", after: json(exemption))
  }

  /// Somebody ended an exemption.
  static func exemptionEnded(
    _ exemption: Exemption, by caller: Caller, at now: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: "exemption.deleted",
      subject: subject(of: exemption), before: json(exemption))
  }

  /// Somebody did something to a tenant or a token.
  static func administered(
    _ action: String, _ subject: String, by caller: Caller?, at now: Moment,
    before: (any WireMessage)? = nil, after: (any WireMessage)? = nil
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: action, subject: subject,
      before: before.map { json($0) } ?? "", after: after.map { json($0) } ?? "")
  }

  /// Somebody asked a run to stop.
  static func runCancelled(
    from old: Run, to new: Run, by caller: Caller, at now: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: "run.cancelled", subject: "run/\(new.id)",
      before: state(of: old), after: state(of: new))
  }

  /// Somebody set or took away the price of a seat.
  static func seatPriceSet(
    from old: StoredSeatPrice?, to new: StoredSeatPrice, by caller: Caller, at now: Moment
  ) -> AuditEvent {
    AuditEvent(
      time: now, caller: caller, action: "seat_price.set", subject: "seat_price",
      before: old.map(json) ?? "", after: json(new))
  }

  private static func state(of run: Run) -> String {
    json([
      ("state", run.state.rawValue), ("done", String(run.counts.done)),
      ("cancelled_by", run.cancelledBy),
    ])
  }

  private static func subject(of exemption: Exemption) -> String {
    subject(directory: exemption.directory, externalID: exemption.externalID)
  }

  /// A message of ours as JSON; what cannot be printed leaves the event without it.
  private static func json(_ message: some WireMessage) -> String {
    (try? message.json()) ?? ""
  }
}

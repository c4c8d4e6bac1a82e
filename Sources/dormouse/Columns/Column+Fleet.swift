internal import Cleanup

extension Column where Row == FleetLine {
  /// A tenant among all.
  static var fleet: [Column] {
    [
      Column("tenant") { .text($0.tenant.name) },
      Column("policy") { .text($0.policy?.short ?? "none") },
      Column("schedule") { .text($0.isScheduleOn ? "on" : "off") },
      Column("next cleanup") { .moment($0.nextCleanup) },
      Column("overdue") { .flag($0.isOverdue) },
      Column("held") { .flag(!$0.tenant.held.isEmpty) },
      Column("last run") { .moment($0.lastRun?.startedAt) },
      Column("result") { .text($0.result) },
      Column("done") { .number($0.lastRun?.counts.done ?? 0) },
      Column("failed") { .number($0.lastRun?.counts.failed ?? 0) },
      Column("seats freed") { .number($0.seatsFreed) },
      Column("asleep") { .number($0.asleep) },
      Column("trouble") { .text($0.trouble.isEmpty ? $0.refusal : $0.trouble) },
    ]
  }
}

extension FleetPolicy {
  /// What it does, after how many days, and its revision.
  fileprivate var short: String {
    let what = action.group.map { "REMOVE_FROM_GROUP \($0)" } ?? "DEACTIVATE"
    return "\(what) \(inactiveAfterDays)d r\(revision)"
  }
}

extension FleetLine {
  /// How the last run went: its kind where it took another back, and its state.
  fileprivate var result: String {
    guard let lastRun else { return "" }
    let state = lastRun.state.rawValue.uppercased()
    return lastRun.kind == .undo ? "UNDO \(state)" : state
  }

  /// Why the last run, or else the schedule's last start, was refused.
  fileprivate var refusal: String {
    if let refusal = lastRun?.refusal, !refusal.isEmpty { return refusal }
    return lastStart?.result == .refused ? lastStart?.message ?? "" : ""
  }
}

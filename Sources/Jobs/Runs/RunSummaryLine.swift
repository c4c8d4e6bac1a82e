internal import Cleanup
internal import ImportFiles

/// The first line of a log file: what the run was.
enum RunSummaryLine {
  private static let columns = [
    "type", "run", "kind", "state", "trigger", "started_by", "start_time", "end_time", "analysis",
    "policy_revision", "action", "group", "candidates", "done", "skipped", "failed", "manual",
    "override_limits", "cancelled_by",
  ]

  static func bytes(of run: Run) -> [UInt8] {
    let action = run.policy.policy.action
    var bytes: [UInt8] = []
    ExportTable(columns: columns, format: .jsonLines).append(
      [
        .text("run"), .text(run.id), .text(run.kind.rawValue.uppercased()),
        .text(run.state.rawValue.uppercased()), .text(run.trigger.rawValue.uppercased()),
        .text(run.startedBy), .text(run.startedAt.rfc3339),
        run.endedAt.map { .text($0.rfc3339) } ?? .empty, .text(run.analysisID),
        .number(run.policy.revision), .text(action.effect.rawValue), .text(action.group ?? ""),
        .number(Int64(run.candidates)), .number(Int64(run.counts.done)),
        .number(Int64(run.counts.skipped)), .number(Int64(run.counts.failed)),
        .number(Int64(run.counts.manual)), .text(run.overrideReason), .text(run.cancelledBy),
      ], to: &bytes)
    return bytes
  }
}

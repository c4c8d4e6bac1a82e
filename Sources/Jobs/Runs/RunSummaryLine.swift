internal import Cleanup
internal import ImportFiles

/// The first line of a log file: what the run was.
///
/// Spaces at its end give it a width that is known when the run begins, so that the lines behind it
/// can be written before the run has ended.
enum RunSummaryLine {
  /// Room for what a name of whoever cancels takes, quoted as JSON.
  private static let roomForName = 128

  private static let columns = [
    "type", "run", "kind", "state", "trigger", "started_by", "start_time", "end_time", "analysis",
    "policy_revision", "action", "group", "candidates", "done", "skipped", "failed", "manual",
    "override_limits", "cancelled_by", "undoes",
  ]

  /// The line with its line break; longer than the width only where a name takes more than its room.
  static func bytes(of run: Run) -> [UInt8] {
    var line = unpadded(run)
    let missing = width(of: run) - line.count
    if missing > 0 {
      line.insert(
        contentsOf: repeatElement(UInt8(ascii: " "), count: missing), at: line.count - 1)
    }
    return line
  }

  /// Bytes of the line, whatever the run's end will be.
  static func width(of run: Run) -> Int {
    var longest = run
    longest.state = .completed
    longest.endedAt = .latest
    let most = run.candidates
    (longest.counts.done, longest.counts.skipped) = (most, most)
    (longest.counts.failed, longest.counts.manual) = (most, most)
    longest.cancelledBy = ""
    return unpadded(longest).count + roomForName
  }

  private static func unpadded(_ run: Run) -> [UInt8] {
    var bytes: [UInt8] = []
    ExportTable(columns: columns, format: .jsonLines).append(
      [
        .text("run"), .text(run.id), .text(run.kind.rawValue.uppercased()),
        .text(run.state.rawValue.uppercased()), .text(run.trigger.rawValue.uppercased()),
        .text(run.startedBy), .text(run.startedAt.rfc3339),
        run.endedAt.map { .text($0.rfc3339) } ?? .empty, .text(run.analysisID),
        .number(run.policy.revision), .text(run.effect.rawValue), .text(run.group),
        .number(Int64(run.candidates)), .number(Int64(run.counts.done)),
        .number(Int64(run.counts.skipped)), .number(Int64(run.counts.failed)),
        .number(Int64(run.counts.manual)), .text(run.overrideReason), .text(run.cancelledBy),
        .text(run.undoes),
      ], to: &bytes)
    return bytes
  }
}

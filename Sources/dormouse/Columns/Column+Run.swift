internal import Cleanup

extension Column where Row == Run {
  /// A run in a list.
  static var runs: [Column] {
    [
      Column("id") { .text($0.id) },
      Column("kind") { .text($0.kind.rawValue) },
      Column("state") { .text($0.state.rawValue) },
      Column("started") { .moment($0.startedAt) },
      Column("ended") { .moment($0.endedAt) },
      Column("candidates") { .number($0.candidates) },
      Column("done") { .number($0.counts.done) },
      Column("skipped") { .number($0.counts.skipped) },
      Column("failed") { .number($0.counts.failed) },
      Column("manual") { .number($0.counts.manual) },
      Column("started by") { .text($0.startedBy) },
    ]
  }

  /// A run by itself.
  static var run: [Column] {
    runs + [
      Column("trigger") { .text($0.trigger.rawValue) },
      Column("analysis") { .text($0.analysisID) },
      Column("undoes") { .text($0.undoes) },
      Column("action") { .text($0.effect.rawValue) },
      Column("group") { .text($0.group) },
      Column("limits overridden") { .text($0.overrideReason) },
      Column("cancelled by") { .text($0.cancelledBy) },
      Column("refused because") { .text($0.refusal) },
      Column("log file") { .text($0.logFile) },
    ]
  }
}

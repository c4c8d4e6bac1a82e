internal import Cleanup
internal import Messages

extension Column where Row == ScheduleReport {
  /// A schedule by itself.
  static var schedule: [Column] {
    [
      Column("enabled") { .flag($0.schedule.isOn) },
      Column("recurrence") { .text($0.schedule.recurrence.description) },
      Column("time zone") {
        .text($0.schedule.timeZone.isEmpty ? "UTC" : $0.schedule.timeZone)
      },
      Column("start") { .moment($0.schedule.startTime) },
      Column("missed starts") { .text($0.schedule.catchUp.rawValue) },
      Column("next cleanup") { .moment($0.nextCleanup) },
      Column("next only analyzes") { .flag($0.onlyAnalyzesNext) },
      Column("overdue") { .flag($0.isOverdue) },
      Column("held") { .text($0.held.map(\.explanation).joined(separator: " ")) },
      Column("observation") { .text($0.observations.map(\.explanation).joined(separator: " ")) },
      Column("last due") { .moment($0.last?.dueAt) },
      Column("last result") { .text($0.last?.result.rawValue ?? "") },
      Column("last reason") { .text($0.last?.reason ?? "") },
      Column("last message") { .text($0.last?.message ?? "") },
      Column("last run") { .text($0.last?.runID ?? "") },
      Column("etag") { .text($0.etag) },
      Column("changed") { .moment($0.updatedAt) },
      Column("changed by") { .text($0.updatedBy) },
    ]
  }
}

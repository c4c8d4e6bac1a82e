package import Cleanup
package import ImportFiles

/// Outcomes as rows of a file.
package struct OutcomeTable: Sendable {
  private static let columns = [
    "type", "sequence", "directory", "external_id", "username", "result", "reason", "message",
    "effect", "group", "time", "last_activity", "last_activity_kind", "last_activity_source",
    "recovered",
  ]

  private let table: ExportTable

  /// Outcomes as CSV or JSON Lines.
  package init(format: ImportFormat) {
    table = ExportTable(columns: Self.columns, format: format)
  }

  /// What stands before the first row.
  package var header: [UInt8] { table.header }

  /// The rows of some outcomes.
  package func bytes(of outcomes: [Outcome]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(outcomes, to: &bytes)
    return bytes
  }

  /// Appends the rows of some outcomes.
  func append(_ outcomes: [Outcome], to bytes: inout [UInt8]) {
    for outcome in outcomes { table.append(row(of: outcome), to: &bytes) }
  }

  private func row(of outcome: Outcome) -> [ExportValue] {
    let activity = activity(outcome.lastActivity)
    return [
      .text("outcome"), .number(outcome.sequence), .text(outcome.directory),
      .text(outcome.externalID), .text(outcome.username), .text(outcome.result.rawValue),
      outcome.code.map { .text($0.rawValue) } ?? .empty, .text(outcome.message),
      .text(outcome.effect.rawValue), .text(outcome.group), .text(outcome.time.rfc3339),
      activity.time, activity.kind, activity.source, .flag(outcome.isRecovered),
    ]
  }

  private func activity(
    _ activity: LastActivity
  ) -> (time: ExportValue, kind: ExportValue, source: ExportValue) {
    switch activity {
    case .unknown: (.text("unknown"), .empty, .empty)
    case .never: (.text("never"), .empty, .empty)
    case .known(let signal):
      (.text(signal.time?.rfc3339 ?? ""), .text(signal.kind.name), .text(signal.source))
    }
  }
}

internal import Cleanup
internal import Messages

extension Session {
  /// Makes an analysis, with progress on the way.
  func analyze(asOf moment: Moment? = nil) async throws -> AnalysisReport {
    let request = AnalyzeRequest.with { $0.asOf = moment }
    var bar = ProgressBar("Analyzing", console: console)
    var report: AnalysisReport?
    try await follow(Methods.Cleanup.analyze, request) { event in
      switch event.value {
      case .progress(let progress): bar.update(progress.evaluatedCount, of: progress.userCount)
      case .analysis(let last): report = last
      }
    }
    guard let report else {
      throw CommandError(.failed, "The server ended the analysis without a result; try again.")
    }
    return report
  }

  /// The lines that say what an analysis counted.
  func countLines(_ report: AnalysisReport) -> [String] {
    let tally = report.analysis.tally
    let columns = Column.reasonCounts
    var table = Table(columns.map(\.title), usesColor: console.usesColor)
    let rows = tally.reasonCounts.map { row in columns.map { $0.cell(row) } }
    let idle = tally.candidates - tally.actionable
    let notActionable =
      idle == 0 ? "" : ", \(Numbers.grouped(idle)) of them only through nested groups"
    var lines = rows.isEmpty ? [] : table.lines(rows) + [""]
    lines.append(
      "\(Numbers.count(tally.users, "user")), \(Numbers.grouped(report.safety.lookedAt)) looked at,"
        + " \(Numbers.count(tally.candidates, "candidate"))\(notActionable).")
    lines += tally.observations.map { TerminalText.escaped($0.explanation) }
    if let refusal = report.held.refusal {
      lines.append("A run would be refused: \(TerminalText.escaped(refusal))")
    }
    if let refusal = report.safety.refusal {
      lines.append("A run would be refused: \(TerminalText.escaped(refusal)).")
    }
    return lines
  }
}

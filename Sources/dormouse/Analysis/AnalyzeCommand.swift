internal import ArgumentParser
internal import Cleanup
internal import ImportFiles
internal import Messages

/// `dormouse analyze`
struct AnalyzeCommand: ServerCommand {
  /// Candidates that are shown below the counts.
  static let shownCandidates = 10

  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Judge everyone by the policy and store the result; touches nobody.")

  @Option(help: "Judge as of this moment (RFC 3339 or a date); such an analysis cannot be run.")
  var asOf: MomentArgument?

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let report = try await session.analyze(asOf: asOf?.moment)
    switch session.settings.output {
    case .json: try session.console.print(report.json())
    case .csv: try printCounts(report, session)
    case .table: try await printTables(report, session)
    }
  }

  private func printCounts(_ report: AnalysisReport, _ session: Session) throws {
    var printer = ListPrinter(
      Column.reasonCounts, format: .csv, console: session.console, json: { _ in "" })
    try printer.print(report.analysis.tally.reasonCounts)
  }

  private func printTables(_ report: AnalysisReport, _ session: Session) async throws {
    let analysis = report.analysis
    try session.console.print(session.countLines(report).joined(separator: "\n"))
    let expiry = analysis.expiresAt.map { "can be run until \(Cell.moment($0).display)" }
    try session.console.print(
      "Analysis \(TerminalText.escaped(analysis.id)) \(expiry ?? "cannot be run").")
    let request = ListVerdictsRequest.with {
      $0.analysisID = analysis.id
      $0.decision = .candidate
      $0.pageSize = Self.shownCandidates
    }
    let verdicts = try await session.read(Methods.Cleanup.listVerdicts, request).value.verdicts
    try session.section("First candidates", Column.candidates, verdicts)
    try await noteFailures(in: session)
  }

  /// Says which directories could not be listed, so that nobody in them was judged by today's facts.
  private func noteFailures(in session: Session) async throws {
    let request = ListDirectoriesRequest.with { $0.pageSize = PageOptions.mostPerPage }
    let all = try await session.read(Methods.Directories.listDirectories, request).value
    for case let failure? in all.directories.map(\.failure) {
      session.console.note(TerminalText.escaped(failure.message))
    }
  }
}

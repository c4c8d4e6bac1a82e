internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse log [RUN]`
struct LogCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show a run and what it did to whom.",
    discussion: """
      In JSON it prints the run; with --outcome, --text, --limit or --all its outcomes, one a line.
      """)

  @Argument(help: "Id of the run; the latest if not given.")
  var run = ""

  @Option(help: "Only users with this outcome: done, skipped, failed or manual.")
  var outcome: Choice<Outcome.Result>?

  @Option(help: "Only those whose username contains this text.")
  var text: String?

  @Option(help: "Write all outcomes to standard output as a file, csv or jsonl.")
  var export: Choice<ExportFormat>?

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if export != nil, wantsOutcomes {
      throw ValidationError("--export writes all outcomes; leave out what chooses among them.")
    }
  }

  func run(in session: Session) async throws {
    if let export { return try await write(export.value, session) }
    let request = GetLogRequest.with { $0.runID = run }
    let answer = try await session.read(Methods.Cleanup.getLog, request)
    if session.settings.output == .table || (session.settings.output == .json && !wantsOutcomes) {
      try session.show(answer, Column.run)
    }
    guard session.settings.output != .json || wantsOutcomes else { return }
    if session.settings.output == .table { try session.console.print("") }
    try await printOutcomes(of: answer.value.id, session)
  }

  private var wantsOutcomes: Bool {
    outcome != nil || text != nil || pages.limit != nil || pages.all
  }

  private func printOutcomes(of id: String, _ session: Session) async throws {
    try await session.list(
      Column.outcomes, pages, empty: "There are no such outcomes."
    ) { size, token in
      let request = ListOutcomesRequest.with {
        $0.runID = id
        $0.pageSize = size
        $0.pageToken = token
        $0.result = outcome?.value
        $0.text = text ?? ""
      }
      let answer = try await session.read(Methods.Cleanup.listOutcomes, request)
      return Page(answer.value.outcomes, answer.value.nextPageToken)
    }
  }

  private func write(_ format: ExportFormat, _ session: Session) async throws {
    let request = ExportLogRequest.with {
      $0.runID = run
      $0.format = format
    }
    try await session.follow(Methods.Cleanup.exportLog, request) { piece in
      try session.console.printFile(piece.value.data)
    }
  }
}

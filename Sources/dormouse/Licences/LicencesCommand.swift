internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse licences`
struct LicencesCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "licences",
    abstract: "Show how many seats were held, freed and restored, and what was saved.",
    discussion: """
      Days are in UTC and kept for \(LicenceHistory.keptDays) days. A seat is held by whoever has an \
      open account and, where the policy takes a group, is in it. CSV has a row for each day. Set the \
      price with "dormouse seat-price".
      """)

  @Option(help: "How far to look back, such as 90d; at most 400 days (default 90d).")
  var days: DaysArgument?

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if let days, !(1...LicenceHistory.keptDays).contains(days.days) {
      throw ValidationError("--days must be 1 to \(LicenceHistory.keptDays).")
    }
  }

  func run(in session: Session) async throws {
    let request = GetLicenceHistoryRequest.with { $0.days = days?.days ?? 0 }
    let answer = try await session.read(Methods.Cleanup.getLicenceHistory, request)
    switch session.settings.output {
    case .json: try session.console.print(answer.json())
    case .csv:
      var printer = ListPrinter(
        Column.licenceDays, format: .csv, console: session.console, json: { _ in "" })
      try printer.print(answer.value.days)
    case .table:
      let report = LicenceReport(answer.value)
      let lines = report.lines(columns: session.console.columns)
      if !lines.isEmpty { try session.console.print(lines.joined(separator: "\n")) }
      for note in report.notes { session.console.note(note) }
    }
  }
}

internal import ArgumentParser
internal import Cleanup
internal import ImportFiles
internal import Messages

/// `dormouse forecast`
struct ForecastCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Look ahead: who falls due when, and what other thresholds would free.",
    discussion: """
      Says what today's policy will do if nobody comes back and nothing is changed; stores nothing \
      and touches nobody. CSV has the users who fall due.
      """)

  @Option(help: "How far to look, such as 90d; at most 366 days (default 30d).")
  var days: DaysArgument?

  @Option(help: "How many users to print at most in each list (default 50, at most 1000).")
  var limit: Int?

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if let days, !(1...Forecast.maxDays).contains(days.days) {
      throw ValidationError("--days must be 1 to \(Forecast.maxDays).")
    }
    if let limit, !(1...Forecast.maxUsers).contains(limit) {
      throw ValidationError("--limit must be 1 to \(Forecast.maxUsers).")
    }
  }

  func run(in session: Session) async throws {
    let request = ForecastRequest.with {
      $0.days = days?.days ?? 0
      $0.maxUsers = limit ?? 0
    }
    let answer = try await session.read(Methods.Cleanup.forecast, request)
    switch session.settings.output {
    case .json: try session.console.print(answer.json())
    case .csv: try printUsers(answer.value, session)
    case .table: try printCharts(answer.value, session)
    }
  }

  private func printUsers(_ forecast: Forecast, _ session: Session) throws {
    var printer = ListPrinter(
      Column.dueUsers, format: .csv, console: session.console, json: { _ in "" })
    try printer.print(forecast.users)
  }

  private func printCharts(_ forecast: Forecast, _ session: Session) throws {
    let report = ForecastReport(forecast)
    try session.console.print(
      (report.thresholdLines + [""] + report.dueLines).joined(separator: "\n"))
    try session.section("First to fall due", Column.dueUsers, forecast.users)
    try session.section("Cleaned up and back again", Column.flappingUsers, forecast.flapping)
    for observation in forecast.observations {
      try session.console.print(TerminalText.escaped(observation.explanation))
    }
    for note in report.notes { session.console.note(note) }
  }
}

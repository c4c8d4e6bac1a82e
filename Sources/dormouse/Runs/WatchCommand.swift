internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse watch [RUN]`
struct WatchCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Follow a run until it ends.")

  @Argument(help: "Id of the run; the latest if not given.")
  var run = ""

  @Flag(help: "Print every outcome, from the first on; in JSON the run is the last line.")
  var outcomes = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    var printer = ListPrinter(
      Column.outcomes, format: session.settings.output, console: session.console
    ) { (outcome: Outcome) in try outcome.json() }
    let watcher = RunWatcher(session: session)
    let ended = try await watcher.watch(run, from: outcomes ? 1 : 0) { outcome in
      try printer.print([outcome])
    }
    if !outcomes || session.settings.output != .csv {
      try session.show(ended, Column.run) { try ended.json() }
    }
    if let failure = ended.failure { throw failure }
  }
}

internal import ArgumentParser
internal import Messages

/// `dormouse cancel RUN`
struct CancelCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Stop a run between two users.")

  @Argument(help: "Id of the run.")
  var run: String

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = CancelRunRequest.with { $0.runID = run }
    let answer = try await session.change(Methods.Cleanup.cancelRun, request)
    try session.show(answer, Column.run)
  }
}

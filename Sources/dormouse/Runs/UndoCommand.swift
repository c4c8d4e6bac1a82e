internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse undo RUN`
struct UndoCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Give everybody whom a run touched back what it took.",
    discussion: """
      Who was changed since then by somebody else, or has come back, is skipped. Without a terminal \
      and without --yes it touches nobody and exits with 3.
      """)

  @Argument(help: "Id of the run.")
  var run: String

  @Flag(help: "Undo without asking.")
  var yes = false

  @Flag(help: "Start the undo and do not wait for its end.")
  var noWait = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    var request = UndoRunRequest.with {
      $0.runID = run
      $0.isValidateOnly = true
    }
    // What would be refused is refused before anybody is asked.
    let planned = try await session.change(Methods.Cleanup.undoRun, request).value
    guard planned.candidates > 0 else {
      session.console.note("The run touched nobody; no undo was started.")
      return
    }
    try session.console.confirm(question(planned), isConfirmed: yes)
    request.isValidateOnly = false
    let started = try await session.change(Methods.Cleanup.undoRun, request)
    if noWait { return try session.show(started, Column.run) }
    let ended = try await RunWatcher(session: session).watch(started.value.id)
    try session.show(ended, Column.run) { try ended.json() }
    if let failure = ended.failure { throw failure }
  }

  private func question(_ planned: Run) -> String {
    let users = Numbers.count(planned.candidates, "user")
    return planned.group.isEmpty
      ? "Reactivate up to \(users)?"
      : "Give up to \(users) back to \"\(TerminalText.escaped(planned.group))\"?"
  }
}

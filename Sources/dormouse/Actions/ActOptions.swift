internal import ArgumentParser
internal import Cleanup
internal import Messages

/// What every action by hand takes, and how it is done.
struct ActOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The users: \(UserArgument.forms)"))
  var users: [UserArgument]

  @Option(help: "Why; kept in the audit.")
  var reason: String

  @Option(help: "An analysis in which they were candidates, so that a login wakes them again.")
  var analysis = ""

  @Option(help: "Why exceptions are overridden (admin).")
  var overrideExceptions = ""

  @Flag(help: "Show what would happen, but do nothing.")
  var dryRun = false

  func validate() throws {
    if users.count > ManualAction.maxUsers {
      throw ValidationError("Name at most \(ManualAction.maxUsers) users at once.")
    }
  }

  /// Does it, and prints one outcome per user.
  func act(_ kind: ManualActionKind, in session: Session) async throws {
    let action = ManualAction(
      users: users.map(\.reference), kind: kind, reason: reason, analysisID: analysis,
      overrideReason: overrideExceptions)
    let request = ManualActionRequest(action: action, isValidateOnly: dryRun)
    let answer = try await session.change(Methods.Cleanup.manualAction, request)
    let outcomes = answer.value.outcomes
    if session.settings.output == .json {
      try session.console.print(answer.json())
    } else {
      var printer = ListPrinter(
        Column.outcomes, format: session.settings.output, console: session.console,
        json: { _ in "" })
      try printer.print(outcomes)
    }
    if dryRun { session.console.note("Nothing was done; this is what would be.") }
    let failed = outcomes.count { $0.result == .failed }
    if failed > 0 {
      throw CommandError(.partlyFailed, "\(Numbers.count(failed, "user")) failed.")
    }
  }
}

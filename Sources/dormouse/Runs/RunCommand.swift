internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse run`
struct RunCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Clean up: act on the candidates of an analysis.",
    discussion: """
      Without --analysis it makes an analysis, shows its counts, and asks. Without a terminal and \
      without --yes it touches nobody and exits with 3.
      """)

  @Option(help: "Id of the analysis; a new one is made if not given.")
  var analysis: String?

  @Flag(help: "Run without asking.")
  var yes = false

  @Option(help: "Go over the safety limits, for this reason (admin).")
  var overrideLimits = ""

  @Flag(help: "Start the run and do not wait for its end.")
  var noWait = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let plan = try await RunPlan(analysis: analysis, session: session)
    guard plan.candidates > 0 else {
      session.console.note("Nobody is due; no run was started.")
      return
    }
    if !yes, !session.console.isInteractive {
      try session.console.confirm(plan.question, isConfirmed: false)
    }
    var request = RunRequest.with {
      $0.analysisID = plan.analysisID
      $0.confirmCandidateCount = plan.candidates
      $0.overrideLimits = overrideLimits
      $0.isValidateOnly = true
    }
    // What would be refused is refused before anybody is asked.
    _ = try await session.change(Methods.Cleanup.run, request)
    try session.console.confirm(plan.question, isConfirmed: yes)
    request.isValidateOnly = false
    let started = try await session.change(Methods.Cleanup.run, request)
    if noWait { return try session.show(started, Column.run) }
    let ended = try await RunWatcher(session: session).watch(started.value.id)
    try session.show(ended, Column.run) { try ended.json() }
    if let failure = ended.failure { throw failure }
  }
}

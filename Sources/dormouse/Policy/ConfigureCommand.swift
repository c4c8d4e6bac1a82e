internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse configure`
struct ConfigureCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "configure",
    abstract: "Set the policy; what is not given stays as it is.",
    discussion: """
      An option that can be repeated replaces its list as a whole; --clear takes a setting back to \
      its default. The first time, say what is done and after how many days.
      """)

  @OptionGroup(title: "Who is a candidate") var rules: RuleOptions
  @OptionGroup(title: "Who is spared, and when") var guards: GuardOptions

  @Option(help: "Take a setting back to its default, such as exceptions.groups (repeatable).")
  var clear: [ClearArgument] = []

  @Option(help: "Change the policy only if this is still its etag.")
  var etag = ""

  @Flag(help: "Check everything and show what would be stored, but store nothing.")
  var dryRun = false

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  /// What the options change.
  func changes() throws(CommandError) -> PolicyChanges {
    var changes = PolicyChanges()
    rules.apply(to: &changes)
    guards.apply(to: &changes)
    for argument in clear { try changes.clear(argument.field) }
    guard !changes.fields.isEmpty else {
      throw CommandError(
        .usage, "Say what to change, such as --inactive-after 90d; see \"dormouse help configure\"."
      )
    }
    return changes
  }

  func run(in session: Session) async throws {
    let changes = try changes()
    let isFirst = try await !hasPolicy(session)
    if isFirst, !changes.isWhole {
      throw CommandError(
        .usage,
        "There is no policy yet: give --deactivate or --remove-from-group, and --inactive-after.")
    }
    var request = ConfigureRequest(
      policy: changes.policy, updateMask: isFirst ? nil : changes.fields)
    request.etag = etag
    request.isValidateOnly = dryRun
    let answer = try await session.change(Methods.Cleanup.configure, request)
    for warning in answer.value.warnings {
      session.console.note(
        TerminalText.escaped("Warning: \(warning.field): \(warning.description)"))
    }
    if dryRun { session.console.note("Nothing was stored; this is what would be:") }
    let policy = answer.value.policy
    try session.show(policy, Column.policy) { try policy.json() }
  }

  private func hasPolicy(_ session: Session) async throws -> Bool {
    do {
      _ = try await session.read(Methods.Cleanup.getPolicy, GetPolicyRequest())
      return true
    } catch let error as CommandError
      where error.details?.reason == RefusalReason.policyNotConfigured.rawValue
    {
      return false
    }
  }
}

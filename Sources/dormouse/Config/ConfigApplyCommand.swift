internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse config apply FILE…`
struct ConfigApplyCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make tenants as YAML files say: directories, policy, schedule and provisioning.",
    discussion: """
      A file holds one tenant, a list of tenants, a list under \"tenants\", or several documents. A \
      part (directories, policy, schedule, provisioning) that is left out stays as it is; in a part that is \
      there, a setting that is left out goes to its default. A directory that is left out of \
      directories stays, and one without position stays where it is. The secret of one stays as \
      long as the same server is reached by the same account; where one has to be stored, \
      secret_file names the file whose first line is the secret, from the folder of the settings. \
      Of an identity provider that \
      provisioning leaves out it is also forgotten who its users are. Tenants that are missing are \
      created (fleet token). Nothing is changed when anything in any file is wrong, or before the \
      plan was confirmed. A tenant that is created has no groups yet, and no directory but \
      \"users\" and those of the file: naming others for it is wrong. Of such a tenant, the server checks where its \
      identity providers are only once it is there.
      """)

  @Argument(help: "The files.", completion: .file())
  var files: [String]

  @Flag(help: "Show what differs and change nothing; exits with 1 when something does.")
  var check = false

  @Flag(help: "Change without asking.")
  var yes = false

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a file.") }
    if check, yes { throw ValidationError("Give either --check or --yes.") }
  }

  func run(in session: Session) async throws {
    let sources = files.map { ConfigSource($0) }
    let wanted = TenantConfig.read(sources)
    try Self.refuse(sources)
    var plans: [ConfigPlan] = []
    for tenant in wanted {
      let state = try await ConfigState(of: tenant.name, in: session.inside(tenant.name))
      if !state.exists { tenant.place.refuse(NewTenantNames.violations(in: tenant)) }
      tenant.checkDisplayName(state)
      plans.append(ConfigPlan(tenant, state))
    }
    for plan in plans { try await Self.validate(plan, session) }
    try Self.refuse(sources)
    plans = plans.filter { !$0.steps.isEmpty }
    guard !plans.isEmpty else {
      return session.console.note("Nothing to do: every tenant is as the files say.")
    }
    for plan in plans {
      try session.console.print(
        ([plan.tenant] + plan.lines).map(TerminalText.escaped).joined(separator: "\n"))
    }
    let count = "\(plans.count) \(plans.count == 1 ? "tenant" : "tenants")"
    if check { throw CommandError(.failed, "\(count) not as the files say.") }
    try session.console.confirm("Change \(count)?", isConfirmed: yes)
    try await Self.apply(plans, session)
  }

  /// Lets the server check what only it knows, such as the names of groups. Of a tenant that is not there
  /// yet it knows nothing.
  private static func validate(_ plan: ConfigPlan, _ session: Session) async throws {
    if case .create? = plan.steps.first { return }
    for step in plan.steps {
      do {
        try await step.check(in: session.inside(plan.tenant))
      } catch let error as CommandError where !error.violations.isEmpty {
        plan.place.refuse(error.violations.filter { !plan.isOfAddedDirectory($0) })
      }
    }
  }

  /// Ends the command when any file has a mistake.
  private static func refuse(_ sources: [ConfigSource]) throws(CommandError) {
    let mistakes = sources.flatMap(\.mistakes)
    guard !mistakes.isEmpty else { return }
    throw CommandError(
      .usage, "Nothing was changed, because something in the files is wrong.",
      violations: mistakes.map(\.violation))
  }

  /// Applies one plan after the other, and says how far it came when a call fails.
  private static func apply(_ plans: [ConfigPlan], _ session: Session) async throws {
    let all = plans.flatMap { plan in plan.steps.map { (plan: plan, step: $0) } }
    for (index, change) in all.enumerated() {
      let name = "\(change.plan.tenant): \(change.step.name)"
      do {
        try await change.step.apply(
          to: change.plan.tenant, in: session.inside(change.plan.tenant))
        session.console.note("applied      \(name)")
      } catch var error as CommandError {
        session.console.note("FAILED       \(name)")
        for left in all.dropFirst(index + 1) {
          session.console.note("not applied  \(left.plan.tenant): \(left.step.name)")
        }
        error.message =
          "\(index) of \(all.count) changes were applied; then \(name) failed: \(error.message)"
        throw error
      }
    }
  }
}

extension TenantConfig {
  /// A display name is given when a tenant is created, and stays.
  fileprivate func checkDisplayName(_ state: ConfigState) {
    guard state.exists, let displayName, let stored = state.displayName, displayName != stored
    else { return }
    place.source.add(
      "display_name",
      "is \"\(stored)\" for this tenant and cannot be changed: give that one, or leave it out",
      line: place.lines.line(of: "display_name") ?? place.line)
  }
}

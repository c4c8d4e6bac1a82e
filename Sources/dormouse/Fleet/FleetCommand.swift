internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse fleet`
struct FleetCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract: "Show how all tenants stand, a line each (fleet token).",
    discussion: """
      With --overdue and --failed the tenants of both kinds are shown. A tenant is failed when its \
      database cannot be read, a listing holds its runs, its last run was refused or failed for some \
      user, or its schedule's last start was refused.
      """)

  @Flag(help: "Only tenants with a start that should have been by now, and was not.")
  var overdue = false

  @Flag(help: "Only tenants that somebody must look at.")
  var failed = false

  @Option(help: "Only tenants whose names begin with this.")
  var prefix = ""

  @OptionGroup var connection: ConnectionOptions

  /// Lines that are printed at once, so that columns line up.
  private static let linesAtOnce = 100

  func run(in session: Session) async throws {
    let request = FleetStatusRequest.with {
      $0.onlyOverdue = overdue
      $0.onlyFailed = failed
      $0.namePrefix = prefix
    }
    var printer = ListPrinter(
      Column.fleet, format: session.settings.output, console: session.console
    ) { try $0.json() }
    var lines: [FleetLine] = []
    try await session.follow(Methods.Tenants.fleetStatus, request, tenant: .none) { answer in
      lines.append(answer.value)
      guard lines.count == Self.linesAtOnce else { return }
      try printer.print(lines)
      lines = []
    }
    try printer.print(lines)
    try printer.finish(empty: overdue || failed ? "No tenant is so." : "There are no tenants.")
  }
}

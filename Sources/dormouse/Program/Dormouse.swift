internal import ArgumentParser
internal import Cleanup
internal import Foundation

/// The command line of the service: `dormouse [OPTIONS] COMMAND`.
@main
struct Dormouse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dormouse",
    abstract: "Finds sleeping accounts, frees their seats, and shows what was done.",
    discussion: """
      Every command takes the options that say which server, tenant and token it works with; they \
      may stand before or after the command's name: --server, --tenant, --token-file, --ca, \
      --plaintext, --context, --output, --timeout, --wait and --verbose.

      Settings come from these options, then from DORMOUSE_SERVER, DORMOUSE_TENANT, \
      DORMOUSE_TOKEN_FILE, DORMOUSE_CA and DORMOUSE_CONTEXT, then from the chosen context.

      Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not confirmed, 4 refused, 5 server not \
      reached, 6 ran, but some users failed.
      """,
    version: Version.current,
    subcommands: [
      TenantCommand.self, TokenCommand.self, DirectoryCommand.self, UsersCommand.self,
      GroupsCommand.self, ConfigureCommand.self, ConfigCommand.self, AnalyzeCommand.self,
      VerdictsCommand.self, ExplainCommand.self, ForecastCommand.self, ActCommand.self,
      ExemptCommand.self, RunCommand.self, WatchCommand.self, CancelCommand.self,
      UndoCommand.self, ReleaseCommand.self, ScheduleCommand.self, LogsCommand.self,
      LogCommand.self, LoginCommand.self, ProvisioningCommand.self,
      IdentityProviderCommand.self, ContextCommand.self, FleetCommand.self, AuditCommand.self,
      LicencesCommand.self, SeatPriceCommand.self,
    ])

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let status = await Program(console: Console()).run(arguments)
    Foundation.exit(status.rawValue)
  }
}

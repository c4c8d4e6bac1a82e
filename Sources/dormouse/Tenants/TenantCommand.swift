internal import ArgumentParser

/// `dormouse tenant …`
struct TenantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenant", abstract: "Create, list, show and delete tenants (fleet token).",
    subcommands: [
      TenantCreateCommand.self, TenantListCommand.self, TenantShowCommand.self,
      TenantDeleteCommand.self,
    ])
}

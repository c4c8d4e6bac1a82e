internal import ArgumentParser

/// `dormouse tenant …`
struct TenantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenant",
    abstract: "Create, list, show, delete, back up and restore tenants (fleet token).",
    subcommands: [
      TenantCreateCommand.self, TenantListCommand.self, TenantShowCommand.self,
      TenantDeleteCommand.self, TenantBackupCommand.self, TenantRestoreCommand.self,
    ])
}

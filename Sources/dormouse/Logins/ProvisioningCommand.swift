internal import ArgumentParser

/// `dormouse provisioning …`
struct ProvisioningCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provisioning", abstract: "Show and set what logins may do.",
    subcommands: [ProvisioningShowCommand.self, ProvisioningSetCommand.self])
}

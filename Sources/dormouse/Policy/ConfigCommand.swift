internal import ArgumentParser

/// `dormouse config …`
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show the policy; write settings of tenants to a file, and apply them from files.",
    subcommands: [ConfigShowCommand.self, ConfigExportCommand.self, ConfigApplyCommand.self])
}

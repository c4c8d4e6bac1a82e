internal import ArgumentParser

/// `dormouse config …`
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show the policy.", subcommands: [ConfigShowCommand.self])
}

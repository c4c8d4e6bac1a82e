internal import ArgumentParser

/// `dormouse users …`
struct UsersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "users", abstract: "Import, list and show users.",
    subcommands: [UsersImportCommand.self, UsersListCommand.self, UsersShowCommand.self])
}

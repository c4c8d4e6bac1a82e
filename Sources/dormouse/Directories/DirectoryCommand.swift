internal import ArgumentParser

/// `dormouse directory …`
struct DirectoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directory", abstract: "Add, list and show the sources of users.",
    subcommands: [
      DirectoryAddCommand.self, DirectoryListCommand.self, DirectoryShowCommand.self,
    ])
}

internal import ArgumentParser

/// `dormouse directory …`
struct DirectoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directory", abstract: "Add, reach, list, show and delete the sources of users.",
    subcommands: [
      DirectoryAddCommand.self, DirectoryListCommand.self, DirectoryShowCommand.self,
      DirectoryLDAPCommand.self, DirectorySCIMCommand.self, DirectoryTestCommand.self,
      DirectorySyncCommand.self, DirectoryDeleteCommand.self,
    ])
}

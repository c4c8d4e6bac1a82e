internal import ArgumentParser

/// `dormouse act …`
struct ActCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "act", abstract: "Do one thing to users picked by hand.",
    subcommands: [
      ActDeactivateCommand.self, ActReactivateCommand.self, ActRemoveFromGroupCommand.self,
      ActAddToGroupCommand.self, ActRestoreCommand.self,
    ])
}

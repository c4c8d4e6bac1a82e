internal import ArgumentParser

/// `dormouse groups …`
struct GroupsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups", abstract: "List groups.", subcommands: [GroupsListCommand.self])
}

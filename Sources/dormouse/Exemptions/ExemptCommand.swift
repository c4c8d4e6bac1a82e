internal import ArgumentParser

/// `dormouse exempt …`
struct ExemptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exempt", abstract: "Keep a user out of cleanup until a date.",
    discussion: "\"dormouse exempt USER …\" is short for \"dormouse exempt put USER …\".",
    subcommands: [ExemptPutCommand.self, ExemptListCommand.self, ExemptDeleteCommand.self],
    defaultSubcommand: ExemptPutCommand.self)
}

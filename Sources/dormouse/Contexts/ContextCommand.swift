internal import ArgumentParser

/// `dormouse context …`
struct ContextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "context", abstract: "Keep named settings, and choose among them.",
    subcommands: [
      ContextAddCommand.self, ContextUseCommand.self, ContextListCommand.self,
    ])
}

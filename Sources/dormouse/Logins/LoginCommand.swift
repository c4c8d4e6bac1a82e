internal import ArgumentParser

/// `dormouse login …`
struct LoginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Tell of logins.", subcommands: [LoginReportCommand.self])
}

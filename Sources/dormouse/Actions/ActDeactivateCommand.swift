internal import ArgumentParser
internal import Cleanup

/// `dormouse act deactivate USER…`
struct ActDeactivateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "deactivate", abstract: "Close accounts.")

  @OptionGroup var options: ActOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await options.act(.deactivate, in: session)
  }
}

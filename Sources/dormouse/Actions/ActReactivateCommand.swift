internal import ArgumentParser
internal import Cleanup

/// `dormouse act reactivate USER…`
struct ActReactivateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "reactivate", abstract: "Open accounts again.")

  @OptionGroup var options: ActOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await options.act(.reactivate, in: session)
  }
}

internal import ArgumentParser
internal import Cleanup

/// `dormouse act restore USER…`
struct ActRestoreCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Take back every open hold of users, exactly.")

  @OptionGroup var options: ActOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await options.act(.restore, in: session)
  }
}

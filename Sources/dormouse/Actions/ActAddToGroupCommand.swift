internal import ArgumentParser
internal import Cleanup

/// `dormouse act add-to-group USER…`
struct ActAddToGroupCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "add-to-group", abstract: "Put users into a group.")

  @Option(help: "Name of the group.")
  var group: String

  @OptionGroup var options: ActOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await options.act(.addToGroup(group), in: session)
  }
}

internal import ArgumentParser
internal import Cleanup

/// `dormouse act remove-from-group USER…`
struct ActRemoveFromGroupCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove-from-group", abstract: "Take users out of a group.")

  @Option(help: "Name of the group.")
  var group: String

  @OptionGroup var options: ActOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await options.act(.removeFromGroup(group), in: session)
  }
}

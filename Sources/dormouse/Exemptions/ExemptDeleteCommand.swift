internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse exempt delete USER`
struct ExemptDeleteCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "End a user's exemption.")

  @Argument(help: ArgumentHelp("The user: \(UserArgument.forms)"))
  var user: UserArgument

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = DeleteExemptionRequest.with { $0.user = user.reference }
    _ = try await session.change(Methods.Cleanup.deleteExemption, request)
    session.console.note("The exemption of \(user.reference.label) has ended.")
  }
}

internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse explain USER`
struct ExplainCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what today's policy makes of a user, rule by rule.")

  @Argument(help: ArgumentHelp("The user: \(UserArgument.forms)"))
  var user: UserArgument

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = ExplainUserRequest.with { $0.user = user.reference }
    let answer = try await session.read(Methods.Cleanup.explainUser, request)
    try session.show(answer, Column.explanation)
    try session.section("Rules", Column.rules, answer.value.rules)
  }
}

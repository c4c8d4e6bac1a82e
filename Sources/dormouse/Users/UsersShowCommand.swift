internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse users show USER`
struct UsersShowCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a user with memberships, activity and holds.")

  @Argument(help: ArgumentHelp("The user: \(UserArgument.forms)"))
  var user: UserArgument

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = GetUserRequest.with { $0.user = user.reference }
    let answer = try await session.read(Methods.Directories.getUser, request)
    try session.show(answer, Column.user)
    try session.section("Groups", Column.memberships, answer.value.memberships)
    try session.section("Activity", Column.signals, answer.value.signals)
    try session.section("Holds", Column.holds, answer.value.holds)
  }
}

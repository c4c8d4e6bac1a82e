internal import ArgumentParser
internal import Messages

/// `dormouse config show`
struct ConfigShowCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the policy.")

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let answer = try await session.read(Methods.Cleanup.getPolicy, GetPolicyRequest())
    try session.show(answer, Column.policy)
  }
}

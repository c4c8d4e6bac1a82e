internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse exempt USER --until DATE --owner WHO`
struct ExemptPutCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "put", abstract: "Exempt a user; an exemption that it has is replaced.")

  @Argument(help: ArgumentHelp("The user: \(UserArgument.forms)"))
  var user: UserArgument

  @Option(help: "Until when: RFC 3339, or a date, which means its beginning in UTC.")
  var until: MomentArgument

  @Option(help: "Who answers for it.")
  var owner: String

  @Option(help: "Why.")
  var reason = "no reason was given"

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = PutExemptionRequest.with {
      $0.user = user.reference
      $0.until = until.moment
      $0.owner = owner
      $0.reason = reason
    }
    let answer = try await session.change(Methods.Cleanup.putExemption, request)
    try session.show(answer, Column.exemptions)
  }
}

internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse login report USER`
struct LoginReportCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell of a login: wakes whom cleanup put to sleep, and says what was done.",
    discussion: "Exits 4 when the user cannot be let in; what is in the way is printed.")

  @Argument(help: ArgumentHelp("The user: \(UserArgument.forms)"))
  var user: UserArgument

  @Option(help: "When: RFC 3339, or a date, which means its beginning in UTC; now without it.")
  var time: MomentArgument?

  @Option(help: "Kind of the login: sso_login, password_login, token_use or session.")
  var kind = Choice(ActivityKind.ssoLogin)

  @Option(help: "Who saw the login; without it, the token's name.")
  var source = ""

  @Option(help: "What is known of the user, NAME=VALUE (repeatable).")
  var claim: [ClaimArgument] = []

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let login = VouchedLogin(user: user.reference, claims: ClaimArgument.claims(claim))
    let report = LoginReport(
      proof: .vouched(login), time: time?.moment, kind: kind.value, source: source)
    let answer = try await session.read(Methods.Logins.reportLogin, report)
    try session.show(answer, Column.login)
    if answer.value.outcome == .refused {
      let reasons = answer.value.obstacles.map(\.message).joined(separator: " ")
      throw CommandError(.refused, "The user was not let in. \(reasons)")
    }
  }
}

internal import ArgumentParser
internal import Cleanup
internal import Foundation
internal import Messages

/// `dormouse login report USER`
struct LoginReportCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell of a login: wakes whom cleanup put to sleep, and says what was done.",
    discussion: """
      Name the user, or give the file of an ID token, which says who logged in, when, and what is \
      known of the user. Exits 4 when the user cannot be let in; what is in the way is printed.
      """)

  @Argument(help: ArgumentHelp("The user: \(UserArgument.forms)"))
  var user: UserArgument?

  @Option(help: "When: RFC 3339, or a date, which means its beginning in UTC; now without it.")
  var time: MomentArgument?

  @Option(help: "Kind of the login: sso_login, password_login, token_use or session.")
  var kind = Choice(ActivityKind.ssoLogin)

  @Option(help: "Who saw the login; without it, the token's name, or the identity provider.")
  var source = ""

  @Option(help: "What is known of the user, NAME=VALUE (repeatable).")
  var claim: [ClaimArgument] = []

  @Option(
    help: ArgumentHelp("File with the ID token that proves the login.", valueName: "FILE"))
  var idToken: String?

  @Option(help: "The nonce that the ID token must have; not compared without.")
  var nonce = ""

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard (user == nil) != (idToken == nil) else {
      throw ValidationError("Give either the user or --id-token.")
    }
    guard idToken == nil || (time == nil && claim.isEmpty) else {
      throw ValidationError("--time and --claim are what the ID token says: leave them out.")
    }
    guard idToken != nil || nonce.isEmpty else {
      throw ValidationError("--nonce needs --id-token.")
    }
  }

  func run(in session: Session) async throws {
    let report = LoginReport(
      proof: try proof(), time: time?.moment, kind: kind.value, source: source)
    let answer = try await session.read(Methods.Logins.reportLogin, report)
    try session.show(answer, Column.login)
    if answer.value.outcome == .refused {
      let reasons = answer.value.obstacles.map(\.message).joined(separator: " ")
      throw CommandError(.refused, "The user was not let in. \(reasons)")
    }
  }

  private func proof() throws(CommandError) -> LoginProof {
    guard let idToken else {
      return .vouched(
        VouchedLogin(
          user: user?.reference ?? UserRef(), claims: ClaimArgument.claims(claim)))
    }
    guard let data = FileManager.default.contents(atPath: idToken) else {
      throw CommandError(.usage, "The file \(idToken) of the ID token cannot be read.")
    }
    let text = String(decoding: data, as: UTF8.self)
    return .idToken(
      IDTokenLogin(token: text.trimmingCharacters(in: .whitespacesAndNewlines), nonce: nonce))
  }
}

internal import ArgumentParser
internal import Cleanup
internal import Foundation
internal import Messages

/// `dormouse token issue NAME --role ROLE`
struct TokenIssueCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "issue", abstract: "Issue a token; its secret is shown this once.",
    discussion: """
      With --client-name, there is no secret: whoever shows the server a certificate with this name \
      and sends no token may do what the role says.
      """)

  @Argument(help: "Name of the token, for people.")
  var name: String

  @Option(help: "What it may do: viewer, reporter, operator, admin or fleet.")
  var role: Choice<Role>

  @Option(help: "When it ends: a date, or a length such as 90d; never if not given.")
  var expires: String?

  @Option(help: "Write the secret to a new file that only you may read.", completion: .file())
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Name in a client's certificate that stands in the place of a secret.", valueName: "NAME"))
  var clientName: String?

  @Flag(help: "Issue a token of the fleet, not of a tenant.")
  var fleet = false

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard clientName == nil || out == nil else {
      throw ValidationError("A token with --client-name has no secret to write: leave --out out.")
    }
    guard clientName != "" else { throw ValidationError("--client-name takes a name.") }
  }

  func run(in session: Session) async throws {
    let expiry = try expiry(from: Moment(Date()))
    let request = IssueTokenRequest.with {
      $0.name = name
      $0.role = role.value
      $0.expiresAt = expiry
      $0.clientName = clientName ?? ""
    }
    if clientName != nil {
      let answer = try await session.change(Methods.Tenants.issueToken, request, tenant: use)
      return try session.show(answer.value.token, Column.tokens) { try answer.value.token.json() }
    }
    guard let out else {
      return try await print(issue(request, in: session), in: session)
    }
    // The file comes first: a secret that cannot be written would be lost.
    let file = try PrivateFile(creating: out)
    let token = try await issue(request, into: file, in: session)
    session.console.note("The secret is in \(out).")
    try session.show(token, Column.tokens) { try token.json() }
  }

  /// Issues a token whose secret goes into a file, which is removed again if that fails.
  private func issue(
    _ request: IssueTokenRequest, into file: consuming PrivateFile, in session: Session
  ) async throws -> AccessToken {
    do {
      let answer = try await issue(request, in: session)
      try file.write(Data("\(answer.value.secret)\n".utf8))
      return answer.value.token
    } catch {
      file.remove()
      throw error
    }
  }

  private var use: TenantUse {
    fleet || role.value == .fleet ? .none : .required
  }

  private func issue(
    _ request: IssueTokenRequest, in session: Session
  ) async throws -> Answer<IssueTokenResponse> {
    let answer = try await session.change(Methods.Tenants.issueToken, request, tenant: use)
    guard !answer.value.secret.isEmpty else {
      throw CommandError(
        .failed,
        "The token \(answer.value.token.id) was issued, but its secret was lost on the way;"
          + " revoke it and issue another.")
    }
    return answer
  }

  private func print(_ answer: Answer<IssueTokenResponse>, in session: Session) throws {
    guard session.settings.output == .table else {
      let columns = Column.tokens.map { column in
        Column<IssueTokenResponse>(column.title) { column.cell($0.token) }
      }
      return try session.show(answer, columns + [Column("secret") { .text($0.secret) }])
    }
    try session.show(answer.value.token, Column.tokens) { "" }
    session.console.note("Keep the secret now; it is never shown again:")
    try session.console.print(answer.value.secret)
  }

  private func expiry(from now: Moment) throws(CommandError) -> Moment? {
    guard let expires else { return nil }
    if let moment = MomentArgument(argument: expires) { return moment.moment }
    guard let length = TimeLength(argument: expires) else {
      throw CommandError(
        .usage, "\"\(expires)\" is no end of a token; give a date or a length such as 90d.")
    }
    let end = min(length.milliseconds / 1000, Moment.latest.seconds - now.seconds)
    return now.advanced(bySeconds: end)
  }
}

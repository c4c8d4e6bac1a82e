internal import ArgumentParser
internal import Messages

/// `dormouse token revoke ID`
struct TokenRevokeCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Revoke a token at once.")

  @Argument(help: "Id of the token.")
  var id: String

  @Flag(help: "Revoke a token of the fleet, not of a tenant.")
  var fleet = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = RevokeTokenRequest.with { $0.id = id }
    let use: TenantUse = fleet ? .none : .required
    let answer = try await session.change(Methods.Tenants.revokeToken, request, tenant: use)
    try session.show(answer, Column.tokens)
  }
}

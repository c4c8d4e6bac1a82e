internal import ArgumentParser
internal import Messages

/// `dormouse token list`
struct TokenListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List tokens, oldest first, without their secrets.")

  @Flag(help: "List the fleet's tokens, not a tenant's.")
  var fleet = false

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let use: TenantUse = fleet ? .none : .required
    try await session.list(Column.tokens, pages, empty: "There are no tokens.") { size, token in
      let request = ListTokensRequest.with {
        $0.pageSize = size
        $0.pageToken = token
      }
      let answer = try await session.read(Methods.Tenants.listTokens, request, tenant: use)
      return Page(answer.value.tokens, answer.value.nextPageToken)
    }
  }
}

internal import ArgumentParser
internal import Messages

/// `dormouse tenant list`
struct TenantListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List tenants by name.")

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await session.list(Column.tenants, pages, empty: "There are no tenants.") { size, token in
      let request = ListTenantsRequest.with {
        $0.pageSize = size
        $0.pageToken = token
      }
      let answer = try await session.read(Methods.Tenants.listTenants, request, tenant: .none)
      return Page(answer.value.tenants, answer.value.nextPageToken)
    }
  }
}

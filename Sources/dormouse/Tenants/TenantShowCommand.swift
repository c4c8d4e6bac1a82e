internal import ArgumentParser
internal import Messages

/// `dormouse tenant show NAME`
struct TenantShowCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one tenant.")

  @Argument(help: "Name of the tenant.")
  var name: String

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = GetTenantRequest.with { $0.name = name }
    let answer = try await session.read(Methods.Tenants.getTenant, request, tenant: .none)
    try session.show(answer, Column.tenant)
  }
}

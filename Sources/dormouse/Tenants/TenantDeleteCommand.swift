internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse tenant delete NAME`
struct TenantDeleteCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete a tenant with everything that it holds. Cannot be undone.")

  @Argument(help: "Name of the tenant.")
  var name: String

  @Flag(help: "Delete without asking.")
  var yes = false

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let wanted = GetTenantRequest.with { $0.name = name }
    let tenant = try await session.read(Methods.Tenants.getTenant, wanted, tenant: .none).value
    try session.console.confirm(
      "Delete the tenant \"\(name)\" with everything that it holds?", isConfirmed: yes)
    let request = DeleteTenantRequest.with {
      $0.name = name
      $0.etag = tenant.etag
    }
    _ = try await session.change(Methods.Tenants.deleteTenant, request, tenant: .none)
    session.console.note("The tenant \"\(name)\" is deleted.")
  }
}

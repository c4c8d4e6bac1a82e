internal import ArgumentParser
internal import Messages

/// `dormouse tenant create NAME`
struct TenantCreateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a tenant with one embedded directory, \"users\".")

  @Argument(help: "Name: lower-case letters, digits and inner hyphens.")
  var name: String

  @Option(help: "Name for people.")
  var displayName = ""

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let request = CreateTenantRequest.with {
      $0.name = name
      $0.displayName = displayName
    }
    let answer = try await session.change(Methods.Tenants.createTenant, request, tenant: .none)
    try session.show(answer, Column.tenant)
  }
}

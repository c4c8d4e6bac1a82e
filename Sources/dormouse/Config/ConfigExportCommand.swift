internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse config export [TENANT…|--all]`
struct ConfigExportCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print the settings of tenants as YAML, for \"config apply\".",
    discussion: """
      Directories, policy, schedule and provisioning with its identity providers, each where it is set; \
      never a secret. Without names it is the tenant of --tenant or the context.
      """)

  @Argument(help: "Names of tenants.")
  var tenants: [String] = []

  @Flag(help: "All tenants (fleet token).")
  var all = false

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if all, !tenants.isEmpty { throw ValidationError("Give either names of tenants or --all.") }
  }

  func run(in session: Session) async throws {
    var values: [ConfigValue] = []
    for name in try await names(session) {
      let state = try await ConfigState(of: name, in: session.inside(name))
      guard state.exists else {
        throw CommandError(.failed, "There is no tenant \"\(name)\".")
      }
      values.append(state.config(named: name))
    }
    let document = ConfigValue.map(["tenants": .list(values)])
    try session.console.print(Array(try document.yaml().utf8))
  }

  private func names(_ session: Session) async throws -> [String] {
    guard all else {
      if !tenants.isEmpty { return tenants }
      if let name = session.settings.tenant { return [name] }
      throw CommandError(.usage, "Name the tenants, or give --all.")
    }
    var names: [String] = []
    var token = ""
    repeat {
      let request = ListTenantsRequest.with {
        $0.pageSize = PageOptions.mostPerPage
        $0.pageToken = token
      }
      let page = try await session.read(Methods.Tenants.listTenants, request, tenant: .none).value
      names += page.tenants.map(\.name)
      token = page.nextPageToken
    } while !token.isEmpty
    return names
  }
}

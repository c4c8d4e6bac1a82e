internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse audit list`
struct AuditListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what was changed and done, newest first.")

  @Option(help: "Only this action, such as policy.configured, or a whole kind, such as policy.")
  var kind = ""

  @Option(help: "Only of the token with this name or id, or of \"schedule\".")
  var actor = ""

  @Option(help: "Only what was done to this user: \(UserArgument.forms)")
  var user: UserArgument?

  @Option(help: "Only from this moment on: RFC 3339, or a date.")
  var since: MomentArgument?

  @Option(help: "Only before this moment: RFC 3339, or a date.")
  var until: MomentArgument?

  @Flag(help: "List the fleet's audit, not a tenant's.")
  var fleet = false

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if fleet, user != nil { throw ValidationError("Users are a tenant's: leave out --fleet.") }
  }

  func run(in session: Session) async throws {
    let filter = AuditFilter(
      kind: kind, actor: actor, user: try await reference(session), start: since?.moment,
      end: until?.moment)
    let use: TenantUse = fleet ? .none : .required
    try await session.list(
      Column.auditEvents, pages, empty: "There are no such events."
    ) { size, token in
      let request = ListAuditEventsRequest.with {
        $0.pageSize = size
        $0.pageToken = token
        $0.filter = filter
      }
      let answer = try await session.read(
        Methods.Cleanup.listAuditEvents, request, tenant: use)
      return Page(answer.value.events, answer.value.nextPageToken)
    }
  }

  /// The user by directory and id, as the audit has it: a username is looked up.
  private func reference(_ session: Session) async throws -> UserRef? {
    guard let named = user?.reference, named.externalID.isEmpty else { return user?.reference }
    let request = GetUserRequest.with { $0.user = named }
    let found = try await session.read(Methods.Directories.getUser, request).value.user
    return UserRef(directory: found.directory, externalID: found.externalID)
  }
}

internal import ArgumentParser
internal import Messages

/// `dormouse users list`
struct UsersListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List users by username.")

  @Option(help: "Only of this directory.")
  var directory = ""

  @Option(help: "Only direct members of this group.")
  var group = ""

  @Option(help: "Only those whose username contains this text.")
  var text = ""

  @Option(help: "Only accounts that are active, or inactive.")
  var state: Choice<ActiveFilter>?

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await session.list(Column.users, pages, empty: "There are no such users.") { size, token in
      let request = ListUsersRequest.with {
        $0.pageSize = size
        $0.pageToken = token
        $0.directory = directory
        $0.group = group
        $0.text = text
        $0.active = state?.value
      }
      let answer = try await session.read(Methods.Directories.listUsers, request)
      return Page(answer.value.users, answer.value.nextPageToken)
    }
  }
}

internal import ArgumentParser
internal import Messages

/// `dormouse groups list`
struct GroupsListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List groups by name.")

  @Option(help: "Only of this directory.")
  var directory = ""

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await session.list(Column.groups, pages, empty: "There are no groups.") { size, token in
      let request = ListGroupsRequest.with {
        $0.pageSize = size
        $0.pageToken = token
        $0.directory = directory
      }
      let answer = try await session.read(Methods.Directories.listGroups, request)
      return Page(answer.value.groups, answer.value.nextPageToken)
    }
  }
}

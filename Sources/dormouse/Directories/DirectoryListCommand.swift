internal import ArgumentParser
internal import Messages

/// `dormouse directory list`
struct DirectoryListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List directories by position.")

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await session.list(
      Column.directories, pages, empty: "There are no directories."
    ) { size, token in
      let request = ListDirectoriesRequest.with {
        $0.pageSize = size
        $0.pageToken = token
      }
      let answer = try await session.read(Methods.Directories.listDirectories, request)
      return Page(answer.value.directories, answer.value.nextPageToken)
    }
  }
}

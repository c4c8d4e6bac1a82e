internal import ArgumentParser
internal import Messages

/// `dormouse logs`
struct LogsCommand: ServerCommand {
  /// Runs when nothing is said.
  static let standardLimit = 5

  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "List runs, latest first; five unless told otherwise.")

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    var wanted = pages
    if wanted.limit == nil, !wanted.all { wanted.limit = Self.standardLimit }
    try await session.list(Column.runs, wanted, empty: "There were no runs yet.") { size, token in
      let request = ListLogsRequest.with {
        $0.pageSize = size
        $0.pageToken = token
      }
      let answer = try await session.read(Methods.Cleanup.listLogs, request)
      return Page(answer.value.runs, answer.value.nextPageToken)
    }
  }
}

internal import ArgumentParser
internal import Messages

/// `dormouse exempt list`
struct ExemptListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List exemptions, those that end first first.")

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await session.list(
      Column.exemptions, pages, empty: "Nobody is exempt."
    ) { size, token in
      let request = ListExemptionsRequest.with {
        $0.pageSize = size
        $0.pageToken = token
      }
      let answer = try await session.read(Methods.Cleanup.listExemptions, request)
      return Page(answer.value.exemptions, answer.value.nextPageToken)
    }
  }
}

internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse verdicts`
struct VerdictsCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdicts", abstract: "List what an analysis says of each user.")

  @Option(help: "Id of the analysis; the latest if not given.")
  var analysis = ""

  @Option(help: "Only with this reason, such as inactive.")
  var reason: Choice<Reason>?

  @Option(help: "Only candidates, or only kept.")
  var decision: Choice<Decision>?

  @Option(help: "Only of this directory.")
  var directory = ""

  @Option(help: "Only those whose username contains this text.")
  var text = ""

  @Option(help: "The order: last_activity or username.")
  var order = Choice(VerdictOrder.lastActivity)

  @OptionGroup var pages: PageOptions
  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    // Later pages are of the analysis of the first, even if a newer one is made meanwhile.
    var chosen = analysis
    try await session.list(
      Column.verdicts, pages, empty: "There are no such verdicts."
    ) { size, token in
      let request = ListVerdictsRequest.with {
        $0.analysisID = chosen
        $0.pageSize = size
        $0.pageToken = token
        $0.decision = decision?.value
        $0.reason = reason?.value
        $0.directory = directory
        $0.text = text
        $0.order = order.value
      }
      let answer = try await session.read(Methods.Cleanup.listVerdicts, request).value
      chosen = answer.analysisID
      return Page(answer.verdicts, answer.nextPageToken)
    }
  }
}

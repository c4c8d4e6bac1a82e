internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse schedule preview`
struct SchedulePreviewCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Show at what times a schedule would start; change nothing.")

  @OptionGroup var options: ScheduleOptions

  @Option(help: "Times behind this one; now if not given.")
  var after: MomentArgument?

  @Option(help: "How many times.")
  var count = 10

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run(in session: Session) async throws {
    var request = PreviewScheduleRequest(try options.schedule())
    request.after = after?.moment
    request.count = count
    let answer = try await session.read(Methods.Cleanup.previewSchedule, request)
    switch session.settings.output {
    case .json: try session.console.print(answer.json())
    case .table, .csv:
      for time in answer.value.times { try session.console.print(time.rfc3339) }
    }
  }
}

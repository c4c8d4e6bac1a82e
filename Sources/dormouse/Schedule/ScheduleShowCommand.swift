internal import ArgumentParser
internal import Messages

/// `dormouse schedule show`
struct ScheduleShowCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the schedule and its next cleanup.")

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    let answer = try await session.read(Methods.Cleanup.getSchedule, GetScheduleRequest())
    try session.show(answer, Column.schedule)
  }
}

internal import ArgumentParser

/// `dormouse schedule on`
struct ScheduleOnCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "on", abstract: "Let runs start by themselves.")

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await session.switchSchedule(on: true)
  }
}

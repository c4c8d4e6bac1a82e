internal import ArgumentParser

/// `dormouse schedule off`
struct ScheduleOffCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "off", abstract: "Let no run start by itself.")

  @OptionGroup var connection: ConnectionOptions

  func run(in session: Session) async throws {
    try await session.switchSchedule(on: false)
  }
}

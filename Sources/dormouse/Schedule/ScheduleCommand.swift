internal import ArgumentParser

/// `dormouse schedule …`
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "Say when runs start by themselves.",
    subcommands: [
      ScheduleSetCommand.self, ScheduleOnCommand.self, ScheduleOffCommand.self,
      ScheduleShowCommand.self, SchedulePreviewCommand.self,
    ])
}

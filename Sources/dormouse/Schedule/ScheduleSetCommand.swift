internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse schedule set`
struct ScheduleSetCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set when runs start by themselves.",
    discussion: "Whether it is on stays as it is; a new schedule is off unless --enable is given.")

  @OptionGroup var options: ScheduleOptions

  @Flag(help: "Switch it on as well.")
  var enable = false

  @Flag(help: "Check everything and show what would be stored, but store nothing.")
  var dryRun = false

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  func run(in session: Session) async throws {
    var schedule = try options.schedule()
    let stored = try await session.storedSchedule()
    schedule.isOn = enable || stored?.schedule.isOn == true
    var request = ScheduleRequest(schedule, etag: stored?.etag ?? "")
    request.isValidateOnly = dryRun
    let answer = try await session.change(Methods.Cleanup.schedule, request)
    if dryRun {
      session.console.note("Nothing was stored; this is what would be:")
    } else if !schedule.isOn {
      session.console.note("The schedule is off; switch it on with \"dormouse schedule on\".")
    }
    try session.show(answer, Column.schedule)
  }
}

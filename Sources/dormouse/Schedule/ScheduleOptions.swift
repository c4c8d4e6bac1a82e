internal import ArgumentParser
internal import Cleanup

/// When runs start.
struct ScheduleOptions: ParsableArguments {
  @Option(help: "Every so often: 6h, 1d, 2w or 1mo.")
  var every: IntervalArgument?

  @Option(
    help: "On weekdays (mon,thu) or days of the month (1,15,last).",
    transform: RecurrenceDays.init(text:))
  var on: RecurrenceDays?

  @Option(
    help: "At a time of day, such as 03:30.",
    transform: ScheduleOptions.time)
  var at: TimeOfDay?

  @Option(help: "By a cron expression of five fields, such as \"30 3 * * 1\", instead.")
  var cron: String?

  @Option(help: "In an IANA time zone, such as Europe/Oslo; UTC if not given.")
  var timeZone = ""

  @Option(help: "Not before this time; intervals are counted from it.")
  var start: MomentArgument?

  @Flag(help: "Drop starts that were missed while the service was down.")
  var dropMissed = false

  @Flag(help: "Let the first start after switching on only analyze.")
  var firstAnalysisOnly = false

  /// The schedule that the options describe, switched off.
  func schedule() throws -> Schedule {
    Schedule(
      isOn: false, recurrence: try recurrence(), timeZone: timeZone, startTime: start?.moment,
      catchUp: dropMissed ? .drop : .once, firstOnlyAnalyzes: firstAnalysisOnly)
  }

  private func recurrence() throws -> Recurrence {
    if let cron {
      guard every == nil, on == nil, at == nil else {
        throw ValidationError("Give --cron alone, or --every with --on and --at.")
      }
      return .cron(cron)
    }
    guard let every else { throw ValidationError("Give --every or --cron.") }
    return try every.recurrence(on: on, at: at)
  }

  private static func time(_ text: String) throws -> TimeOfDay {
    guard let time = TimeOfDay(text) else {
      throw ValidationError("\"\(text)\" is no time of day; give one such as 03:30.")
    }
    return time
  }
}

internal import Cleanup
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Schedules against another way of computing them")
struct ScheduleOracleTests {
  private static let seed: UInt64 = 20_261_128
  private static let schedules = 3000
  private static let timesOfEach = 12
  private static let zones = [
    "Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns",
    "Pacific/Apia", "UTC",
  ]

  /// A schedule with its times, as the oracle reads it.
  private struct Case: Encodable {
    var kind = ""
    var every = 1
    var days: [Int] = []
    var time = [0, 0]
    var cron = ""
    var zone = ""
    var start: Int64 = 0
    var after: Int64 = 0
    var times: [Int64] = []
  }

  @Test("Thousands of random schedules start when zoneinfo says so")
  func random() async throws {
    var generator = SeededGenerator(seed: Self.seed)
    let encoder = JSONEncoder()
    var lines = Data()
    for _ in 0..<Self.schedules {
      lines += try encoder.encode(try Self.randomCase(&generator)) + Data("\n".utf8)
    }
    let folder = try TemporaryFolder()
    try lines.write(to: URL(filePath: folder.path("cases.jsonl")))
    try await Python.run(
      "schedule_oracle.py", in: "CleanupTests/python", [folder.path("cases.jsonl")])
  }

  private static func randomCase(_ generator: inout SeededGenerator) throws -> Case {
    var made = Case()
    made.zone = zones.randomElement(using: &generator) ?? ""
    // 2005 to 2035.
    made.start = Int64.random(in: 1_104_537_600...2_051_222_400, using: &generator)
    made.after = made.start + Int64.random(in: -86_400 * 30...86_400 * 800, using: &generator)
    made.time = [
      Int.random(in: 0...4, using: &generator),
      [0, 15, 30, 59].randomElement(using: &generator) ?? 0,
    ]
    let recurrence = recurrence(&made, &generator)
    let schedule = Schedule(
      recurrence: recurrence, timeZone: made.zone, startTime: Moment(seconds: made.start))
    let times = ScheduleTimes(schedule, beginning: Moment(seconds: made.start))
    made.times =
      try #require(times).next(timesOfEach, after: Moment(seconds: made.after)).map(\.seconds)
    return made
  }

  private static func recurrence(
    _ made: inout Case, _ generator: inout SeededGenerator
  ) -> Recurrence {
    let time = TimeOfDay(hour: made.time[0], minute: made.time[1])
    made.every = Int.random(in: 1...5, using: &generator)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0:
      made.kind = "hours"
      made.every = Int.random(in: 1...100, using: &generator)
      return .hours(made.every)
    case 1, 2:
      made.kind = "days"
      return .days(made.every, at: time)
    case 3, 4:
      made.kind = "weeks"
      let days = Weekday.allCases.filter { _ in Bool.random(using: &generator) }
      made.days = days.map(\.rawValue)
      return .weeks(made.every, on: days, at: time)
    case 5, 6:
      made.kind = "months"
      made.days = [-1, 1, 15, 29, 30, 31].filter { _ in Bool.random(using: &generator) }
      let days = made.days.map { $0 < 0 ? MonthDay.last : .day($0) }
      return .months(made.every, on: days, at: time)
    default:
      made.kind = "cron"
      made.cron = cron(&generator)
      return .cron(made.cron)
    }
  }

  private static func cron(_ generator: inout SeededGenerator) -> String {
    let fields = [
      ["0", "30", "*/20", "5-50/15", "15,45"], ["2", "1-3", "*", "*/6", "0,23", "2/7"],
      ["*", "*", "1", "13,31", "*/10", "29"], ["*", "*", "3", "10,11", "2-12/5"],
      ["*", "*", "1", "0", "5-7", "*/2"],
    ]
    return fields.map { $0.randomElement(using: &generator) ?? "*" }.joined(separator: " ")
  }
}

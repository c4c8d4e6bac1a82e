internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Schedules and undo, end to end")
struct ScheduleTests {
  private struct ScheduleDocument: Decodable {
    struct Start: Decodable {
      var result: String
      var runId: String
      var reason: String
    }

    var enabled: Bool
    var nextCleanupTime: String?
    var lastStart: Start?
  }

  private struct TimesDocument: Decodable {
    var times: [String]
  }

  @Test("A schedule that is due in some seconds runs by itself, and the run can be taken back")
  func realClock() async throws {
    let installation = try await Installation(arguments: ["--schedule-jitter", "0"])
    let admin = installation.admin
    try await installation.importUsers(asleep: 5, awake: 20)
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    let start = Date.now.addingTimeInterval(3).ISO8601Format()
    let set = try await admin.run("schedule", "set", "--every", "1h", "--start", start)
    #expect(set.status == 0 && set.errors.contains("schedule on"))
    try await admin.succeed("schedule", "on")
    try await eventually("the schedule starts a run") {
      try await admin.json(ScheduleDocument.self, "schedule", "show").lastStart != nil
    }
    let shown = try await admin.json(ScheduleDocument.self, "schedule", "show")
    let settled = try #require(shown.lastStart)
    #expect(settled.result == "STARTED")
    let next = try #require(shown.nextCleanupTime)
    let expected = try Date.ISO8601FormatStyle().parse(start).addingTimeInterval(3600)
    #expect(next.hasPrefix(String(expected.ISO8601Format().dropLast())))
    let watched = try await admin.json(RunDocument.self, "watch", settled.runId)
    #expect(watched.counts.done == 5)
    #expect(try await admin.succeed("log").contains("schedule"))
    try await admin.succeed("schedule", "off")
    #expect(
      try await admin.json(ScheduleDocument.self, "schedule", "show").nextCleanupTime == nil)

    try await admin.fail(3, "--yes", "undo", settled.runId)
    let undone = try await admin.json(RunDocument.self, "undo", settled.runId, "--yes")
    #expect(undone.counts.done == 5)
    #expect(try await admin.succeed("explain", "asleep-0").contains("RECENTLY_REACTIVATED"))
    try await admin.fail(4, "undo", "undo", undone.id, "--yes")
  }

  @Test("What a schedule refuses is shown as well as what it does")
  func refusal() async throws {
    let installation = try await Installation(arguments: ["--schedule-jitter", "0"])
    let admin = installation.admin
    try await installation.importUsers(asleep: 5, awake: 1)
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    let start = Date.now.addingTimeInterval(2).ISO8601Format()
    try await admin.succeed("schedule", "set", "--every", "1h", "--start", start, "--enable")
    try await eventually("the start is refused") {
      try await admin.json(ScheduleDocument.self, "schedule", "show").lastStart != nil
    }
    let settled = try #require(
      try await admin.json(ScheduleDocument.self, "schedule", "show").lastStart)
    #expect(settled.result == "REFUSED" && settled.reason == "SAFETY_LIMIT_EXCEEDED")
    let entry = try await admin.json(RunDocument.self, "log", settled.runId)
    #expect(entry.state == "REFUSED" && entry.counts.done == 0)
    #expect(try await admin.succeed("log", settled.runId).contains("25"))
  }

  @Test("Previews print times, and wrong schedules are refused with what to do")
  func preview() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    let times = try await admin.json(
      TimesDocument.self, "schedule", "preview", "--every", "1mo", "--on", "last", "--at", "03:30",
      "--time-zone", "America/New_York", "--after", "2026-01-15", "--count", "2")
    #expect(times.times == ["2026-01-31T08:30:00Z", "2026-02-28T08:30:00Z"])
    let table = try await admin.succeed(
      "schedule", "preview", "--cron", "30 3 * * 1", "--after", "2026-11-26", "--count", "1")
    #expect(table == "2026-11-30T03:30:00Z\n")
    try await admin.fail(2, "cron", "schedule", "preview", "--cron", "30 3 * *")
    try await admin.fail(2, "weekdays", "schedule", "preview", "--every", "1w", "--on", "1,15")
    try await admin.fail(2, "--every", "schedule", "set")
    try await admin.fail(4, "schedule", "schedule", "on")
  }
}

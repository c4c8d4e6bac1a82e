internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Broken listings and observed logins, end to end", .timeLimit(.minutes(2)))
struct HonestyTests {
  private struct ScheduleDocument: Decodable {
    struct Start: Decodable {
      var result: String
      var reason: String
      var runId: String
    }

    struct Held: Decodable {
      var directory: String
    }

    var lastStart: Start?
    var heldListings: [Held]?
  }

  @Test("Of 1,000 users 600 are left: runs are held, by hand and by schedule, until released")
  func shrunkListing() async throws {
    let installation = try await Installation(arguments: ["--schedule-jitter", "0"])
    let admin = installation.admin
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    try await installation.importUsers(asleep: 100, awake: 900)
    try await installation.importUsers(asleep: 60, awake: 540)
    #expect(try await admin.succeed("analyze").contains("A run would be refused: The last listing"))
    let refused = try await admin.fail(4, "600 users where 1000 were", "run", "--yes")
    #expect(refused.errors.contains("Import a whole listing"))
    let listed = try await admin.succeed("directory", "list", "--output", "csv")
    #expect(listed.contains(",reported,true"))
    #expect(try await admin.succeed("directory", "show", "users").contains("looks broken"))
    #expect(
      try await installation.fleet.succeed("tenant", "show", "acme").contains("looks broken"))

    let start = Date.now.addingTimeInterval(2).ISO8601Format()
    try await admin.succeed("schedule", "set", "--every", "1h", "--start", start, "--enable")
    try await eventually("the start is refused") {
      try await admin.json(ScheduleDocument.self, "schedule", "show").lastStart != nil
    }
    let schedule = try await admin.json(ScheduleDocument.self, "schedule", "show")
    #expect(schedule.lastStart?.result == "REFUSED" && schedule.lastStart?.reason == "RUNS_HELD")
    #expect(schedule.heldListings?.map(\.directory) == ["users"])
    let entry = try await admin.json(
      RunDocument.self, "log", try #require(schedule.lastStart?.runId))
    #expect(entry.state == "REFUSED")

    let viewer = try await installation.terminal("operator")
    try await viewer.fail(4, "does not allow", "release", "--reason", "x", "--yes")
    try await admin.fail(3, "--yes", "release", "--reason", "They left.")
    try await admin.fail(2, "--reason", "release", "--yes")
    let released = try await admin.succeed("release", "users", "--reason", "They left.", "--yes")
    #expect(released.contains("1,000") && released.contains("600"))
    try await admin.fail(4, "holds no runs", "release", "--reason", "again", "--yes")
    let run = try await admin.json(RunDocument.self, "run", "--yes")
    #expect(run.counts.done == 60)
  }

  @Test("A whole listing lets runs go by itself, and the import says what it did")
  func wholeListing() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    try await installation.importUsers(asleep: 2, awake: 98)
    let file = try installation.folder.write(
      "broken.csv", "external_id,username,created_time,last_login_time,groups\n")
    let broken = try await admin.run("users", "import", file)
    #expect(broken.status == 0 && broken.errors.contains("dormouse release"))
    try await installation.importUsers(asleep: 2, awake: 98)
    let run = try await admin.json(RunDocument.self, "run", "--yes")
    #expect(run.counts.done == 2)
  }

  @Test("A directory without logins is in observation from the first one that is reported")
  func observation() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    try await installation.importUsers(asleep: 5, awake: 5)
    #expect(try await admin.succeed("explain", "asleep-0").contains("INACTIVE"))
    try await admin.succeed("directory", "add", "users", "--activity", "observed")
    let silent = try await admin.succeed("directory", "show", "users")
    #expect(silent.contains("observed"))
    #expect(silent.contains("no login in it that counts was reported yet"))
    let explained = try await admin.succeed("explain", "asleep-0")
    #expect(explained.contains("ACTIVITY_UNKNOWN") && explained.contains("in observation"))
    try await admin.succeed("login", "report", "awake-0")
    let analysis = try await admin.succeed("analyze")
    #expect(analysis.contains("in observation since") && analysis.contains(", 0 candidates"))
    #expect(try await admin.succeed("forecast").contains("in observation since"))
    try await admin.succeed("schedule", "set", "--every", "1d")
    #expect(try await admin.succeed("schedule", "show").contains("in observation since"))
    let idle = try await admin.run("run", "--yes")
    #expect(idle.status == 0 && idle.errors.contains("Nobody is due"))
    try await admin.succeed("directory", "add", "users", "--activity", "reported")
    #expect(try await admin.succeed("explain", "asleep-0").contains("CANDIDATE"))
  }
}

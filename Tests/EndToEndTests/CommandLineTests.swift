internal import Foundation
internal import TestSupport
internal import Testing

@Suite("The command line, end to end")
struct CommandLineTests {
  @Test("The main job: import, configure, analyze, refuse, raise, run, read the log")
  func mainJob() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await installation.importUsers(asleep: 30, awake: 10)
    try await admin.succeed(
      "configure", "--remove-from-group", "members", "--inactive-after", "90d")

    let analysis = try await admin.json(AnalysisDocument.self, "analyze")
    #expect(analysis.userCount == 40 && analysis.candidateCount == 30)
    #expect(analysis.reasons == ["INACTIVE": 30, "ACTIVE": 10])
    let table = try await admin.succeed("analyze")
    #expect(table.contains("INACTIVE") && table.contains("asleep-"))

    try await admin.fail(4, "25", "run", "--yes")
    #expect(try await admin.succeed("logs", "--output", "json").isEmpty)
    try await admin.succeed("configure", "--max-percent", "80")
    // There is no terminal to ask at.
    try await admin.fail(3, "--yes", "run")

    let run = try await admin.json(RunDocument.self, "run", "--yes")
    #expect(run.state == "COMPLETED")
    #expect(run.counts.done == 30 && run.candidateCount == 30)
    try await readLogs(of: run, installation)
    #expect(
      try await admin.succeed("users", "list", "--group", "members", "--all").contains("awake-9"))
    #expect(
      try await !admin.succeed("users", "list", "--group", "members", "--all").contains("asleep"))
  }

  private func readLogs(of run: RunDocument, _ installation: Installation) async throws {
    let admin = installation.admin
    let listed = try await admin.json(RunDocument.self, "logs")
    #expect(listed.id == run.id)
    let shown = try await admin.json(RunDocument.self, "log", run.id)
    #expect(shown.counts.done == 30)
    #expect(try await admin.succeed("log").contains("asleep-0"))
    let csv = try await admin.succeed("log", run.id, "--export", "csv")
    #expect(csv.split(whereSeparator: \.isNewline).count == 31 && csv.hasPrefix("type,sequence,"))
    let lines = try await admin.succeed("log", run.id, "--export", "jsonl").split(separator: "\n")
    #expect(lines.count == 30)
    // The file that needs no server: a line for the run, then one for each user.
    let file = try String(
      contentsOfFile: installation.server.dataFolder + "/" + run.logFile, encoding: .utf8)
    let fileLines = file.split(separator: "\n")
    #expect(fileLines.count == 31 && fileLines.dropFirst().elementsEqual(lines))
    let watched = try await admin.json(RunDocument.self, "watch", run.id)
    #expect(watched.state == "COMPLETED")
    try await admin.fail(4, "ended", "cancel", run.id)
  }

  @Test("Looking ahead: charts for people, rows and JSON for programs, limits that are refused")
  func forecast() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await installation.importUsers(asleep: 30, awake: 10)
    try await admin.fail(4, "policy", "forecast")
    try await admin.succeed(
      "configure", "--remove-from-group", "members", "--inactive-after", "90d")
    let charts = try await admin.succeed("forecast", "--days", "366")
    #expect(charts.contains("of 40") && charts.contains("the policy's") && charts.contains("#"))
    #expect(charts.contains("30 users due now, 10 more within 366 days"))
    #expect(charts.contains("awake-0"))
    let rows = try await admin.succeed("forecast", "--days", "366", "--output", "csv")
    #expect(rows.hasPrefix("date,username,") && rows.contains("awake-9"))
    let json = try await admin.succeed("forecast", "--output", "json")
    #expect(json.contains("\"dueNowCount\":30"))
    try await admin.fail(2, "--days", "forecast", "--days", "367")
    try await admin.fail(2, "--limit", "forecast", "--limit", "0")
  }

  @Test("The audit: listed by filters, verified, and a change to the file found and named")
  func audit() async throws {
    let installation = try await Installation()
    let (admin, fleet) = (installation.admin, installation.fleet)
    try await installation.importUsers(asleep: 3, awake: 1)
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    try await admin.succeed("act", "deactivate", "awake-0", "--reason", "left")
    let list = try await admin.succeed("audit", "list")
    #expect(list.contains("policy.configured") && list.contains("127.0.0.1"))
    let mine = try await admin.succeed("audit", "list", "--user", "awake-0", "--output", "csv")
    #expect(mine.split(whereSeparator: \.isNewline).count == 2 && mine.contains("user.deactivate"))
    let json = try await admin.succeed(
      "audit", "list", "--kind", "policy", "--actor", "admin", "--output", "json")
    #expect(json.contains("\"action\":\"policy.configured\"") && json.contains("\"hash\":\""))
    #expect(
      try await fleet.succeed("audit", "list", "--fleet").contains("tenant.created"))
    try await admin.fail(2, "--fleet", "audit", "list", "--fleet", "--user", "awake-0")
    try await installation.terminal("viewer").fail(4, "role", "audit", "list")
    #expect(try await fleet.succeed("audit", "verify", "--fleet").contains("yes"))

    let head = try await admin.succeed("audit", "verify", "--output", "csv")
      .split(whereSeparator: \.isNewline)[1].split(separator: ",")[1]
    try await admin.succeed("analyze")
    try await admin.succeed("audit", "verify", "--expect", String(head))
    let wrong = String(head.prefix { $0 != ":" }) + ":" + String(repeating: "0", count: 64)
    try await admin.fail(1, "another hash than was noted", "audit", "verify", "--expect", wrong)
    try await admin.fail(2, "--expect", "audit", "verify", "--expect", "12")

    try await installation.tamper(
      "DROP TRIGGER audit_is_not_changed; UPDATE audit SET token_name = 'x' WHERE sequence = 3")
    let proof = try await admin.fail(
      1, "Event 3 is not what was written there", "audit", "verify", "--output", "json")
    #expect(proof.output.contains("\"kind\":\"CHANGED\""))
    #expect(proof.output.contains("\"eventCount\":2"))
  }

  @Test("Seats over time: a chart, rows and JSON, and what was saved once there is a price")
  func licences() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await installation.importUsers(asleep: 30, awake: 10)
    try await admin.succeed(
      "configure", "--remove-from-group", "members", "--inactive-after", "90d", "--max-percent",
      "100")
    try await admin.succeed("run", "--yes")
    try await admin.succeed("login", "report", "asleep-0")
    let chart = try await admin.succeed("licences")
    #expect(chart.contains("30 freed  1 restored") && chart.contains("seat-price"))
    #expect(chart.contains("#") && chart.contains("29 of all that were freed stand free"))
    let rows = try await admin.succeed("licences", "--days", "1", "--output", "csv")
    #expect(rows.hasPrefix("date,held,measured,freed,restored,free"))
    #expect(rows.contains(",11,true,30,1,29"))
    try await admin.fail(2, "behind a point", "seat-price", "79.505", "NOK")
    try await admin.fail(2, "ISO 4217", "seat-price", "79.50", "QQQ")
    #expect(try await admin.succeed("seat-price", "365", "nok").contains("365.00 NOK"))
    #expect(try await admin.succeed("seat-price").contains("365.00 NOK"))
    #expect(try await admin.succeed("licences").contains("Saved 348.00 NOK"))
    let json = try await admin.succeed("licences", "--output", "json")
    #expect(json.contains("\"savedMinorUnits\":\"34800\"") && json.contains("\"heldCount\":11"))
    #expect(try await !admin.succeed("seat-price", "--none").contains("NOK"))
    try await admin.fail(2, "--days", "licences", "--days", "401")
    try await installation.terminal("viewer").fail(4, "role", "seat-price", "--none")
  }

  @Test("Actions by hand, exemptions and explanations")
  func byHand() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await installation.importUsers(asleep: 3, awake: 3)
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    #expect(try await admin.succeed("explain", "asleep-0").contains("INACTIVE"))

    try await admin.succeed("act", "deactivate", "asleep-0", "--reason", "left")
    #expect(try await admin.succeed("explain", "asleep-0").contains("ALREADY_INACTIVE"))
    #expect(try await admin.succeed("users", "show", "asleep-0").contains("DEACTIVATE"))
    try await admin.succeed("act", "restore", "asleep-0", "--reason", "came back")
    #expect(try await admin.succeed("explain", "asleep-0").contains("RECENTLY_REACTIVATED"))

    let members = ["--group", "members", "--reason", "by hand"]
    let removed = try await admin.run(["act", "remove-from-group", "awake-0"] + members)
    #expect(removed.status == 0)
    let added = try await admin.run(["act", "add-to-group", "awake-0"] + members)
    #expect(added.status == 0)

    try await admin.succeed("exempt", "asleep-1", "--until", "2999-01-01", "--owner", "HR")
    #expect(try await admin.succeed("exempt", "list").contains("asleep-1"))
    #expect(try await admin.succeed("explain", "asleep-1").contains("EXEMPT"))
    try await admin.succeed("exempt", "delete", "asleep-1")
    #expect(
      try await admin.succeed("verdicts", "--help").contains("--reason"))
    try await admin.fail(1, "nobody", "explain", "nobody")
    try await admin.fail(
      2, "users[0]", "act", "deactivate", "nobody", "--reason", "x")
  }

  @Test("Tokens, tenants and directories")
  func administration() async throws {
    let installation = try await Installation()
    let viewer = try await installation.terminal("viewer")
    #expect(try await viewer.succeed("directory", "list").contains("users"))
    try await viewer.fail(4, "viewer", "token", "list")
    try await installation.admin.succeed("directory", "add", "second")
    #expect(try await viewer.succeed("directory", "show", "second").contains("second"))
    #expect(try await installation.admin.succeed("token", "list").contains("viewer"))
    #expect(try await installation.fleet.succeed("tenant", "show", "acme").contains("Acme"))
    try await installation.fleet.fail(1, "acme", "tenant", "create", "acme")
    try await installation.fleet.fail(3, "--yes", "tenant", "delete", "acme")
    try await installation.fleet.succeed("tenant", "delete", "acme", "--yes")
    try await viewer.fail(4, "wrong", "directory", "list")
    #expect(try await installation.fleet.succeed("tenant", "list", "--output", "json").isEmpty)
  }

  @Test("A run can be watched, and cancelled between two users")
  func cancel() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await installation.importUsers(asleep: 20_000, awake: 0)
    try await admin.succeed(
      "configure", "--deactivate", "--inactive-after", "90d", "--max-percent", "100")
    let started = try await admin.json(RunDocument.self, "run", "--yes", "--no-wait")
    #expect(started.state == "RUNNING")
    try await admin.fail(4, "run is at work", "run", "--yes")
    try await admin.succeed("cancel", started.id)
    let watched = try await admin.run("watch", started.id, "--output", "json")
    #expect(watched.status == 1 && watched.errors.contains("cancelled"))
    let ended = try await admin.json(RunDocument.self, "log", started.id)
    #expect(ended.state == "CANCELLED")
    #expect(ended.counts.done + ended.counts.skipped == 20_000)
    #expect(ended.counts.done > 0 && ended.counts.skipped > 0)
  }

  @Test("Wrong usage, no server and wrong settings have their exit codes")
  func exitCodes() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await admin.fail(2, "--nonsense", "analyze", "--nonsense")
    try await admin.fail(
      2, "inactive_after_days", "configure", "--deactivate", "--inactive-after", "0d")
    try await admin.fail(
      2, "group", "configure", "--remove-from-group", "x", "--inactive-after", "9d")
    try await admin.fail(4, "policy", "analyze")
    try await admin.fail(5, "127.0.0.1:1", "--server", "127.0.0.1:1", "config", "show")
    let help = try await admin.run("help")
    #expect(help.status == 0 && help.output.contains("SUBCOMMANDS"))
    try await admin.fail(2, "token", "--token-file", "/nowhere", "config", "show")
  }

  @Test("A run some of whose users fail ends with 6")
  func someFail() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    try await installation.importUsers(asleep: 1, awake: 1)
    // A group of this name is in two directories, and in none of them is the user at home.
    for directory in ["second", "third"] {
      try await admin.succeed("directory", "add", directory)
      let file = try installation.folder.write(
        "\(directory).csv",
        "external_id,username,created_time,last_login_time,groups\n"
          + "1,\(directory),2020-01-01T00:00:00Z,,shared\n")
      try await admin.succeed("users", "import", file, "--directory", directory)
    }
    let result = try await admin.run(
      "act", "add-to-group", "asleep-0", "second", "--group", "shared", "--reason", "project")
    #expect(result.status == 6, "\(result.output)\(result.errors)")
  }
}

internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Cleanup in a SCIM service, end to end", .timeLimit(.minutes(3)))
struct SCIMCleanupTests {
  @Test("A run closes accounts; a login and an undo open them again")
  func deactivation() async throws {
    let site = try await SCIMSite(sleepers: 3, awake: 1)
    try await site.configure(["--deactivate"])
    let run = try await site.admin.json(RunDocument.self, "run", "--yes")
    #expect(run.counts.done == 3, "\(run)")
    #expect(try await site.closed() == ["asleep-0", "asleep-1", "asleep-2"])
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("WOKEN"))
    #expect(try await site.closed() == ["asleep-1", "asleep-2"])
    let undo = try await site.admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.done == 2 && undo.counts.skipped == 1, "\(undo)")
    #expect(try await site.closed() == [])
    #expect(try await site.held() == [])
    try await expectNoSecret(site)
  }

  @Test("A run takes memberships; a login and an undo give them back")
  func membership() async throws {
    let site = try await SCIMSite(sleepers: 3, awake: 1)
    let before = try await site.members()
    try await site.configure(["--remove-from-group", "seats"])
    let run = try await site.admin.json(RunDocument.self, "run", "--yes")
    #expect(run.counts.done == 3, "\(run)")
    #expect(try await site.members() == ["awake-0"])
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("WOKEN"))
    #expect(try await site.members() == ["asleep-0", "awake-0"])
    let undo = try await site.admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.done == 2 && undo.counts.skipped == 1, "\(undo)")
    #expect(try await site.members() == before)
  }

  @Test("A service that asks to wait is waited for, and an answer that is lost is looked for")
  func passingFaults() async throws {
    let site = try await SCIMSite(sleepers: 3, awake: 1)
    try await site.configure(["--deactivate"])
    let patch = { (user: String) in RequestMatch.http("PATCH", try site.path(of: user)) }
    site.proxy.on(
      try patch("asleep-0"), times: 1, .answer(HTTPAnswer(429, headers: ["retry-after": "1"])))
    site.proxy.on(try patch("asleep-1"), times: 1, .loseAnswer)
    let run = try await site.admin.json(RunDocument.self, "run", "--yes")
    #expect(run.counts.done == 3, "\(run)")
    #expect(try await site.closed() == ["asleep-0", "asleep-1", "asleep-2"])
    #expect(try await site.held() == ["asleep-0,1", "asleep-1,1", "asleep-2,1"])
    _ = try await site.admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(try await site.closed() == [])
  }

  @Test("A service that fails for one user fails that user alone, and says what to do")
  func lastingFaults() async throws {
    let site = try await SCIMSite(sleepers: 3, awake: 1)
    try await site.configure(["--deactivate"])
    site.proxy.on(
      .http("PATCH", try site.path(of: "asleep-0")),
      .answer(HTTPAnswer(500, body: #"{"detail":"\#(SCIMServer.token)"}"#)))
    site.proxy.on(
      .http("PATCH", try site.path(of: "asleep-1")), .answer(HTTPAnswer(403)))
    let ran = try await site.admin.run("run", "--yes")
    #expect(ran.status == 6, "\(ran)")
    let outcomes = try await site.installation.rows(
      "SELECT username, result, message FROM outcomes ORDER BY username")
    #expect(outcomes.count == 3)
    for outcome in outcomes.prefix(2) {
      #expect(outcome.contains("FAILED") && outcome.contains("\"corp\""), "\(outcome)")
    }
    #expect(outcomes.last == "asleep-2,DONE,")
    #expect(try await site.closed() == ["asleep-2"])
    #expect(try await site.held() == ["asleep-2,1"])
    try await expectNoSecret(site)
  }

  private func expectNoSecret(_ site: SCIMSite) async throws {
    let folder = site.installation.server.dataFolder
    let found = try await Command("/usr/bin/grep").run(
      ["-rlaF", SCIMServer.token, folder, folder + ".log"])
    #expect(found.status == 1, "\(found.output)")
  }
}

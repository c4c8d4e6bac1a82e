internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Remote directories that fail while they are changed", .timeLimit(.minutes(3)))
struct RemoteFaultTests {
  @Test(
    "A directory that is gone is waited for; then its users fail, or count as done if they may be")
  func gone() async throws {
    // Each waits for a minute.
    async let before: Void = goneBefore()
    async let after: Void = goneAfter()
    _ = try await (before, after)
  }

  /// Who was not changed fails, and those of another directory are done.
  private func goneBefore() async throws {
    let site = try await FaultySite(sleepers: 2, awake: 1)
    let file = try site.site.installation.folder.write(
      "users.csv",
      """
      external_id,username,created_time,last_login_time,groups
      1,local,2020-01-01T00:00:00Z,2020-02-01T00:00:00Z,

      """)
    try await site.admin.succeed("users", "import", file)
    try await site.configure(["--deactivate"])
    let before = try await site.everything()
    let analysis = try await site.admin.json(AnalysisDocument.self, "analyze")
    site.proxy.fault = .refuse
    let run = try await site.run(of: analysis)
    #expect(
      try await site.outcomes(of: run) == [
        "asleep-0,FAILED,DIRECTORY_UNAVAILABLE", "asleep-1,FAILED,DIRECTORY_UNAVAILABLE",
        "local,DONE,",
      ])
    try await expectRemedy(in: run, "check host and port", site)
    #expect(try await site.everything() == before)
    #expect(try await site.held() == ["local,1"])
    #expect(try await site.intents() == [])
  }

  /// Who may have been changed is held, and can be given back.
  private func goneAfter() async throws {
    let site = try await FaultySite(sleepers: 2, awake: 1)
    try await site.configure(["--deactivate"])
    let before = try await site.everything()
    site.proxy.on(.ldap(.modify), .holdAnswer)
    let run = try await site.begin("run")
    try await eventually("both are closed") { try await site.site.closed().count == 2 }
    site.proxy.fault = .refuse
    _ = try await site.end(of: run)
    #expect(
      try await site.outcomes(of: run) == [
        "asleep-0,FAILED,STATE_UNCLEAR", "asleep-1,FAILED,STATE_UNCLEAR",
      ])
    #expect(try await site.held() == ["asleep-0,1", "asleep-1,1"])
    #expect(try await site.intents() == [])
    try await expectRemedy(in: run, "server", site)
    site.proxy.heal()
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("WOKEN"))
    let undo = try await site.admin.json(RunDocument.self, "undo", run, "--yes")
    #expect(undo.counts.done == 1 && undo.counts.skipped == 1, "\(undo)")
    #expect(try await site.everything() == before)
    #expect(try await site.held() == [])
  }

  @Test("A directory that is back after a moment has lost nothing")
  func away() async throws {
    let site = try await FaultySite(sleepers: 3, awake: 1)
    try await site.configure(["--deactivate"])
    let analysis = try await site.admin.json(AnalysisDocument.self, "analyze")
    site.proxy.fault = .refuse
    let run = try await site.begin("run", "--analysis", analysis.id)
    #expect(try await site.site.closed() == [])
    site.proxy.heal()
    #expect(try await site.end(of: run).counts.done == 3)
    #expect(try await site.site.closed() == ["asleep-0", "asleep-1", "asleep-2"])
    #expect(try await site.intents() == [])
  }

  @Test("A change that comes through after it was given up is held")
  func late() async throws {
    let site = try await FaultySite(sleepers: 2, awake: 1)
    try await site.configure(["--deactivate"])
    site.proxy.on(.entry(.modify, "uid=asleep-0,"), times: 1, .hold)
    let run = try await site.begin("run")
    _ = try await site.end(of: run)
    site.proxy.letGo()
    try await eventually("the change came through") { try await site.site.closed().count == 2 }
    #expect(
      try await site.outcomes(of: run) == ["asleep-0,FAILED,STATE_UNCLEAR", "asleep-1,DONE,"])
    #expect(try await site.held() == ["asleep-0,1", "asleep-1,1"])
    let undo = try await site.admin.json(RunDocument.self, "undo", run, "--yes")
    #expect(undo.counts.failed == 0, "\(undo)")
    #expect(try await site.site.closed() == [])
  }

  @Test("An answer that is lost does not lose what was done", arguments: ["deactivate", "seats"])
  func lostAnswer(action: String) async throws {
    let site = try await FaultySite(sleepers: 3, awake: 1)
    try await site.configure(
      action == "seats" ? ["--remove-from-group", "seats"] : ["--deactivate"])
    let before = try await site.everything()
    site.proxy.on(.ldap(.modify), times: 3, .loseAnswer)
    let run = try await site.begin("run")
    #expect(try await site.end(of: run).counts.done == 3)
    #expect(try await site.held() == ["asleep-0,1", "asleep-1,1", "asleep-2,1"])
    let undo = try await site.admin.json(RunDocument.self, "undo", run, "--yes")
    #expect(undo.counts.done == 3, "\(undo)")
    #expect(try await site.everything() == before)
  }

  @Test("An account that may not write changes nobody, and says which right is missing")
  func rights() async throws {
    let site = try await FaultySite(sleepers: 2, awake: 1)
    try await site.tools.modify(
      """
      dn: uid=reader,ou=people,\(Slapd.base)
      changetype: add
      objectClass: inetOrgPerson
      uid: reader
      cn: reader
      sn: reader
      userPassword: reader secret

      """)
    let secret = try site.site.installation.folder.write("reader", "reader secret")
    try await site.admin.succeed(
      "directory", "ldap", "corp", "--bind-name", "uid=reader,ou=people,\(Slapd.base)",
      "--secret-file", secret)
    try await site.configure(["--deactivate"])
    let before = try await site.everything()
    let run = try await site.begin("run")
    _ = try await site.end(of: run)
    #expect(
      try await site.outcomes(of: run) == [
        "asleep-0,FAILED,DIRECTORY_REFUSED", "asleep-1,FAILED,DIRECTORY_REFUSED",
      ])
    try await expectRemedy(in: run, "give it the right to", site)
    let acted = try await site.admin.run("act", "deactivate", "asleep-0", "--reason", "left")
    #expect(acted.status != 0 && acted.output.contains("DIRECTORY_REFUSED"), "\(acted)")
    #expect(try await site.everything() == before)
    #expect(try await site.held() == [])
    #expect(try await site.intents() == [])
    try await site.expectNoSecret("reader secret")
  }

  @Test("Who was deleted, renamed or closed since the listing is met as they are now")
  func changedSince() async throws {
    let site = try await FaultySite(sleepers: 3, awake: 1)
    try await site.configure(["--deactivate"])
    let analysis = try await site.admin.json(AnalysisDocument.self, "analyze")
    try await site.tools.modify(
      Self.deletion("asleep-0") + Self.renaming("asleep-1", "renamed") + Self.closing("asleep-2"))
    let run = try await site.run(of: analysis)
    #expect(
      try await site.outcomes(of: run) == [
        "asleep-0,SKIPPED,VANISHED", "asleep-1,DONE,", "asleep-2,SKIPPED,ALREADY_INACTIVE",
      ])
    #expect(try await site.site.closed() == ["asleep-2", "renamed"])
    #expect(try await site.held() == ["asleep-1,1"])
    _ = try await site.admin.json(RunDocument.self, "undo", run, "--yes")
    #expect(try await site.site.closed() == ["asleep-2"])
  }

  @Test("Who is deleted or renamed at the very moment is met as they are then")
  func changedMeanwhile() async throws {
    let site = try await FaultySite(sleepers: 3, awake: 1)
    try await site.configure(["--deactivate"])
    site.proxy.on(.entry(.modify, "uid=asleep-0,"), times: 1, .hold)
    site.proxy.on(.entry(.modify, "uid=asleep-1,"), times: 1, .hold)
    let run = try await site.begin("run")
    try await eventually("both changes are under way") { site.proxy.hitCount == 2 }
    try await site.tools.modify(Self.deletion("asleep-0") + Self.renaming("asleep-1", "renamed"))
    site.proxy.letGo()
    _ = try await site.end(of: run)
    #expect(
      try await site.outcomes(of: run) == [
        "asleep-0,SKIPPED,VANISHED", "asleep-1,DONE,", "asleep-2,DONE,",
      ])
    #expect(try await site.site.closed() == ["asleep-2", "renamed"])
    #expect(try await site.held() == ["asleep-1,1", "asleep-2,1"])
  }

  @Test("Of two directories with the same names only the one that is meant is changed")
  func twins() async throws {
    let (site, twin) = (
      try await FaultySite(sleepers: 2, awake: 1), try await DirectorySite(sleepers: 2, awake: 1)
    )
    try await site.site.put("twin", ["--port", String(twin.server.port), "--security", "none"])
    try await site.admin.succeed("directory", "sync", "twin")
    let before = try await site.everything()
    try await site.admin.succeed("act", "deactivate", "twin/asleep-0", "--reason", "left")
    try await site.admin.succeed(
      "act", "remove-from-group", "twin/asleep-1", "--group", "seats", "--reason", "left")
    #expect(try await site.everything() == before)
    #expect(try await twin.closed() == ["asleep-0"])
    #expect(try await twin.members(of: "seats") == ["asleep-0", "awake-0", "cn=inner"])
    try await site.admin.succeed("act", "deactivate", "corp/asleep-1", "--reason", "left")
    #expect(try await site.site.closed() == ["asleep-1"])
    #expect(try await twin.closed() == ["asleep-0"])
  }

  /// Expects that what is said of failed users names the directory and what to do, and no secret anywhere.
  private func expectRemedy(
    in run: String, _ remedy: String, _ site: FaultySite<DirectorySite>
  ) async throws {
    let messages = try await site.site.installation.rows(
      """
      SELECT DISTINCT message FROM outcomes
      WHERE run = (SELECT number FROM runs WHERE id = '\(run)') AND result = 'FAILED'
      """)
    #expect(!messages.isEmpty)
    for message in messages {
      #expect(message.contains("\"corp\"") && message.contains(remedy), "\(message)")
    }
    try await site.expectNoSecret()
  }

  private static func deletion(_ user: String) -> String {
    """
    dn: uid=\(user),ou=people,\(Slapd.base)
    changetype: delete


    """
  }

  private static func renaming(_ user: String, _ name: String) -> String {
    """
    dn: uid=\(user),ou=people,\(Slapd.base)
    changetype: modrdn
    newrdn: uid=\(name)
    deleteoldrdn: 1


    """
  }

  private static func closing(_ user: String) -> String {
    """
    dn: uid=\(user),ou=people,\(Slapd.base)
    changetype: modify
    replace: pwdAccountLockedTime
    pwdAccountLockedTime: 000001010000Z


    """
  }
}

internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Cleanup in remote directories, end to end", .timeLimit(.minutes(3)))
struct RemoteCleanupTests {
  @Test("A run closes accounts on an LDAP server; a login and an undo open them again")
  func deactivation() async throws {
    let site = try await DirectorySite(sleepers: 4, awake: 2)
    let admin = site.admin
    try await admin.succeed(
      "configure", "--deactivate", "--inactive-after", "90d", "--max-percent", "100")
    let run = try await admin.json(RunDocument.self, "run", "--yes")
    #expect(run.counts.done == 4, "\(run)")
    #expect(try await site.closed() == ["asleep-0", "asleep-1", "asleep-2", "asleep-3"])
    #expect(try await admin.succeed("users", "show", "asleep-0").contains("DEACTIVATE"))

    let woken = try await admin.succeed("login", "report", "asleep-0")
    #expect(woken.contains("WOKEN"))
    #expect(try await site.closed() == ["asleep-1", "asleep-2", "asleep-3"])
    // Somebody opens one at its source.
    try await site.tools.modify(OpenLDAPPeople.opening("asleep-1"))
    let undo = try await admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.done == 2 && undo.counts.skipped == 2, "\(undo)")
    #expect(try await site.closed() == [])
  }

  @Test("A run takes the direct membership alone; who is also in by another group is for a person")
  func membership() async throws {
    let site = try await DirectorySite(sleepers: 3, awake: 1)
    let admin = site.admin
    try await site.join("asleep-2", "inner")
    try await admin.succeed(
      "configure", "--remove-from-group", "seats", "--inactive-after", "90d", "--max-percent",
      "100")
    let run = try await admin.json(RunDocument.self, "run", "--yes")
    #expect(run.counts.done == 2 && run.counts.manual == 1, "\(run)")
    #expect(try await site.members(of: "seats") == ["awake-0", "cn=inner"])
    let woken = try await admin.succeed("login", "report", "asleep-0")
    #expect(woken.contains("WOKEN") && woken.contains("seats"))
    #expect(try await site.members(of: "seats") == ["asleep-0", "awake-0", "cn=inner"])
    let undo = try await admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.done == 2, "\(undo)")
    #expect(
      try await site.members(of: "seats")
        == ["asleep-0", "asleep-1", "asleep-2", "awake-0", "cn=inner"])
  }

  @Test("Actions by hand reach the server, and a block stays one")
  func byHand() async throws {
    let site = try await DirectorySite(sleepers: 2, awake: 1)
    let admin = site.admin
    try await admin.succeed("act", "deactivate", "asleep-0", "awake-0", "--reason", "left")
    #expect(try await site.closed() == ["asleep-0", "awake-0"])
    try await admin.fail(4, "closed by a person", "login", "report", "awake-0")
    try await admin.succeed("act", "restore", "asleep-0", "--reason", "back")
    #expect(try await site.closed() == ["awake-0"])
    try await admin.succeed("act", "reactivate", "awake-0", "--reason", "back")
    #expect(try await site.closed() == [])
    try await admin.succeed(
      "act", "remove-from-group", "asleep-1", "--group", "seats", "--reason", "moved")
    #expect(try await site.members(of: "seats") == ["asleep-0", "awake-0", "cn=inner"])
    try await admin.succeed(
      "act", "add-to-group", "asleep-1", "--group", "inner", "--reason", "moved")
    #expect(try await site.members(of: "inner") == ["asleep-1", "uid=svc"])
    let rehearsed = try await admin.succeed(
      "act", "deactivate", "asleep-0", "--reason", "left", "--dry-run")
    #expect(rehearsed.contains("DONE"))
    #expect(try await site.closed() == [])
  }

  @Test("Who is unknown is created on the server at login, and in its groups")
  func creation() async throws {
    let site = try await DirectorySite(sleepers: 1, awake: 1)
    let admin = site.admin
    try await admin.succeed(
      "provisioning", "set", "--directory", "corp", "--create", "--default-group", "seats")
    // Nobody is unknown while the directory that every tenant begins with was never filled.
    try await admin.fail(
      4, "No listing of the directory \"users\" is complete", "login", "report", "ada")
    let nobody = try site.installation.folder.write(
      "nobody.csv", "external_id,username,created_time,last_login_time,groups\n")
    try await admin.succeed("users", "import", nobody)
    let created = try await admin.succeed("login", "report", "ada")
    #expect(created.contains("CREATED") && created.contains("seats"), "\(created)")
    #expect(try await site.members(of: "seats").contains("ada"))
    try await admin.succeed("directory", "sync", "corp")
    let again = try await admin.succeed("login", "report", "ada")
    #expect(again.contains("LET_IN"), "\(again)")
  }

  @Test("A directory that was never filled keeps nobody from being created once it is deleted")
  func creationWithoutFirst() async throws {
    let site = try await DirectorySite(sleepers: 1, awake: 1)
    let admin = site.admin
    try await admin.succeed("provisioning", "set", "--directory", "corp", "--create")
    try await admin.fail(4, "delete it if it is not needed", "login", "report", "ada")
    try await admin.fail(
      4, "provisioning.directories[0].directory", "directory", "delete", "corp", "--yes")
    try await admin.succeed("directory", "delete", "users", "--yes")
    let created = try await admin.succeed("login", "report", "ada")
    #expect(created.contains("CREATED"), "\(created)")
  }

  @Test("What is undone at its source is tried once more, and then left to a person")
  func reversion() async throws {
    let site = try await DirectorySite(sleepers: 1, awake: 3)
    let admin = site.admin
    try await admin.succeed(
      "configure", "--deactivate", "--inactive-after", "90d", "--max-percent", "100",
      "--grace", "0")
    for _ in 0..<2 {
      let run = try await admin.json(RunDocument.self, "run", "--yes")
      #expect(run.counts.done == 1, "\(run)")
      try await site.tools.modify(OpenLDAPPeople.opening("asleep-0"))
      let told = try await admin.succeed("directory", "sync", "corp", "--output", "csv")
      #expect(told.contains("false,1"), "\(told)")
      #expect(try await admin.succeed("audit", "list").contains("user.reverted"))
    }
    let run = try await admin.json(RunDocument.self, "run", "--yes")
    #expect(run.counts.manual == 1 && run.counts.done == 0, "\(run)")
    let outcomes = try await admin.succeed("log", run.id)
    #expect(outcomes.contains("REVERTED_AT_SOURCE"), "\(outcomes)")
  }
}

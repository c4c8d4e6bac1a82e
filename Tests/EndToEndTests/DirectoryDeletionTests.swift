internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Deleting directories, end to end", .timeLimit(.minutes(5)))
struct DirectoryDeletionTests {
  /// Users of the directory whose deletion is killed.
  private static let users = 30_000
  /// Users of another directory.
  private static let others = 3
  /// Kills in the middle of one deletion.
  private static let kills = 3

  @Test("A remote directory goes with its secret, and nothing is changed in it")
  func remote() async throws {
    let site = try await SCIMSite(sleepers: 3, awake: 1)
    let admin = site.admin
    try await site.configure(["--deactivate"])
    let run = try await admin.json(RunDocument.self, "run", "--yes")
    #expect(try await site.closed().count == 3)
    try await admin.fail(4, "restore the users first", "directory", "delete", "corp", "--yes")
    let planned = try await admin.run("directory", "delete", "corp", "--abandon-holds", "--dry-run")
    #expect(planned.status == 0 && planned.errors.contains("3 users held"), "\(planned.errors)")
    let unconfirmed = try await admin.run("directory", "delete", "corp", "--abandon-holds")
    #expect(unconfirmed.status == 3 && unconfirmed.errors.contains("3 users held"))
    #expect(try await admin.run("directory", "show", "corp").status == 0)
    let deleted = try await admin.run("directory", "delete", "corp", "--abandon-holds", "--yes")
    #expect(deleted.status == 0 && deleted.errors.contains("is deleted, with 4 users"))
    let secrets = "SELECT count(*) FROM directories WHERE secret IS NOT NULL OR remote IS NOT NULL"
    #expect(try await site.installation.rows(secrets) == ["0"])
    #expect(try await site.closed().count == 3)
    #expect(try await admin.succeed("log", run.id).contains("corp"))
    let undo = try await admin.json(RunDocument.self, "undo", run.id, "--yes")
    #expect(undo.counts.skipped == 3 && undo.counts.done == 0)
    #expect(try await site.closed().count == 3)
    #expect(try await admin.succeed("audit", "list").contains("directory.deleted"))
    #expect(try await admin.run("audit", "verify").status == 0)
    try await admin.fail(1, "no directory \"corp\"", "directory", "sync", "corp")
  }

  @Test("A deletion that is killed again and again goes on to its end, and nothing of it shows")
  func killed() async throws {
    let installation = try await Installation()
    var (server, admin) = (installation.server, installation.admin)
    try await admin.succeed("directory", "add", "mistyped", "--position", "1")
    let lines = (0..<Self.users).map { "id-\($0),user-\($0),2020-01-01T00:00:00Z,,members|staff" }
    let header = "external_id,username,created_time,last_login_time,groups"
    let file = try installation.folder.write(
      "many.csv", ([header] + lines).joined(separator: "\n") + "\n")
    try await admin.succeed("users", "import", file, "--directory", "mistyped")
    try await installation.importUsers(asleep: 1, awake: Self.others - 1)
    let left = { () async throws -> Int in
      try #require(Int(try await installation.rows("SELECT count(*) FROM users").joined()))
    }
    var before = Self.users + Self.others
    #expect(try await left() == before)
    let first = admin
    async let deleting = first.run("directory", "delete", "mistyped", "--yes")
    for kill in 1...Self.kills {
      let known = before
      try await eventually("users are cleared away") { try await left() < known }
      server.kill()
      before = try await left()
      #expect(before > Self.others, "kill \(kill) came too late")
      server = try ServerProcess(dataFolder: server.dataFolder)
      admin = admin.at(server.address)
    }
    let shown = try await admin.succeed("directory", "list", "--output", "csv")
    #expect(!shown.contains("mistyped") && shown.contains("users,embedded,1"), "\(shown)")
    #expect(try await admin.run("users", "show", "user-7").status == 1)
    #expect(try await admin.run("login", "report", "awake-0").status == 0)
    #expect(try await deleting.status != 0)
    try await eventually("the deletion ends", within: .seconds(60)) {
      try await left() == Self.others
    }
    try await eventually("nothing is left") {
      try await installation.rows("SELECT count(*) FROM directories") == ["1"]
    }
    for table in ["memberships", "groups"] {
      let expected = table == "groups" ? "1" : "3"
      #expect(try await installation.rows("SELECT count(*) FROM \(table)") == [expected])
    }
    #expect(try await admin.run("audit", "verify").status == 0)
    try await admin.succeed("directory", "add", "mistyped")
    let again = try await admin.json(DirectoryDocument.self, "directory", "show", "mistyped")
    #expect(again.userCount == 0 && !again.complete)
    #expect(
      try await installation.rows("SELECT id FROM directories WHERE name = 'mistyped'") == ["3"])
    try await admin.succeed("users", "import", file, "--directory", "mistyped")
    #expect(try await left() == Self.users + Self.others)
  }
}

internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Starting the server")
struct ServerStartTests {
  private struct TenantDocument: Decodable {
    var id: String
  }

  /// Starts a server that must refuse to start, with one error that says why.
  private func expectNoStart(
    _ text: String, _ folder: String, arguments: [String] = [], launcher: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    do {
      let server = try ServerProcess(
        dataFolder: folder, arguments: arguments, launcher: launcher)
      Issue.record("it listens on \(server.address)", sourceLocation: sourceLocation)
    } catch let error as ServerProcess.StartError {
      let lines = error.description.split(separator: "\n").filter { !$0.contains(" notice ") }
      #expect(
        lines.count == 1 && lines[0].hasPrefix("Error: ") && lines[0].contains(text),
        "\(error.description)", sourceLocation: sourceLocation)
    }
  }

  @Test("The first start writes a fleet token that only its owner can read")
  func fleetToken() throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(dataFolder: folder.path("data"))
    let path = server.dataFolder + "/fleet.token"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let token = try String(contentsOfFile: path, encoding: .utf8)
    #expect(server.terminate() == 0)
    // A second start leaves it alone, and no log ever shows it.
    let log = try String(contentsOfFile: server.dataFolder + ".log", encoding: .utf8)
    #expect(!log.contains(token.dropLast()) && log.contains("fleet.token"))
    let again = try ServerProcess(dataFolder: server.dataFolder)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == token)
    #expect(again.terminate() == 0)
  }

  @Test("A start makes a new fleet token when the last was revoked, so that nobody is locked out")
  func revokedFleetToken() async throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(dataFolder: folder.path("data"))
    let path = server.dataFolder + "/fleet.token"
    let first = try String(contentsOfFile: path, encoding: .utf8)
    let dormouse = Command(BuiltProducts.path(of: "dormouse"))
    func options(_ server: ServerProcess) -> [String] {
      ["--server", server.address, "--token-file", path]
    }
    let id = String(first.split(separator: ".")[2])
    let revoked = try await dormouse.run(["token", "revoke", id, "--fleet"] + options(server))
    #expect(revoked.status == 0, "\(revoked.errors)")
    let refused = try await dormouse.run(["tenant", "list"] + options(server))
    #expect(refused.status == 4)
    #expect(server.terminate() == 0)
    let again = try ServerProcess(dataFolder: server.dataFolder)
    #expect(try String(contentsOfFile: path, encoding: .utf8) != first)
    let listed = try await dormouse.run(["tenant", "list"] + options(again))
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(again.terminate() == 0)
  }

  @Test("Health is told over HTTP/1.1 and HTTP/2")
  func healthz() async throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(dataFolder: folder.path("data"))
    for version in ["--http1.1", "--http2-prior-knowledge"] {
      let answer = try await Command("/usr/bin/curl").run(
        ["--silent", "--fail", version, "http://\(server.address)/healthz"])
      #expect(answer.status == 0 && answer.output.hasPrefix("ok"), "\(version)")
    }
  }

  @Test("A port that is in use is one clear error")
  func portInUse() throws {
    let folder = try TemporaryFolder()
    let first = try ServerProcess(dataFolder: folder.path("first"))
    try expectNoStart(
      "in use", folder.path("second"), arguments: ["--listen", first.address])
  }

  @Test("A data folder that another server holds is one clear error")
  func heldFolder() throws {
    let folder = try TemporaryFolder()
    let first = try ServerProcess(dataFolder: folder.path("data"))
    try expectNoStart("another server", first.dataFolder)
    #expect(first.terminate() == 0)
    #expect(try ServerProcess(dataFolder: first.dataFolder).terminate() == 0)
  }

  @Test("Plaintext on an address that others can reach is refused unless told so")
  func plaintext() throws {
    let folder = try TemporaryFolder()
    let everywhere = ["--listen", "0.0.0.0:0"]
    try expectNoStart("no TLS", folder.path("data"), arguments: everywhere)
    let allowed = try ServerProcess(
      dataFolder: folder.path("data"), arguments: everywhere + ["--allow-plaintext"])
    #expect(allowed.address.hasPrefix("0.0.0.0:"))
  }

  @Test("A database of a newer program is refused and left as it is")
  func newerDatabase() async throws {
    let installation = try await Installation()
    try await installation.importUsers(asleep: 1, awake: 1)
    #expect(installation.server.terminate() == 0)
    let folder = installation.server.dataFolder
    let database = folder + "/operator.sqlite"
    let version = try await Self.setVersion(99, of: database)
    let before = try Data(contentsOf: URL(filePath: database))
    try expectNoStart("newer version", folder)
    #expect(try Data(contentsOf: URL(filePath: database)) == before)
    _ = try await Self.setVersion(version, of: database)
    #expect(try ServerProcess(dataFolder: folder).terminate() == 0)
  }

  @Test("A tenant's database of a newer program is refused, and other tenants are served")
  func newerTenant() async throws {
    let installation = try await Installation()
    try await installation.importUsers(asleep: 1, awake: 1)
    let id = try await installation.fleet.json(TenantDocument.self, "tenant", "list").id
    let folder = installation.server.dataFolder
    #expect(installation.server.terminate() == 0)
    let database = "\(folder)/tenants/\(id)/tenant.sqlite"
    let version = try await Self.setVersion(99, of: database)
    let server = try ServerProcess(dataFolder: folder)
    let fleet = Terminal(
      server: server.address, tokenFile: installation.fleet.tokenFile,
      home: installation.folder.path)
    let admin = Terminal(
      server: server.address, tenant: "acme", tokenFile: installation.admin.tokenFile,
      home: installation.folder.path)
    try await admin.fail(1, "newer version", "users", "list")
    try await fleet.succeed("tenant", "show", "acme")
    try await fleet.succeed("tenant", "create", "other")
    try await fleet.succeed("--tenant", "other", "users", "list")
    #expect(server.terminate() == 0)
    _ = try await Self.setVersion(version, of: database)
    let repaired = try ServerProcess(dataFolder: folder)
    let users = try await Terminal(
      server: repaired.address, tenant: "acme", tokenFile: installation.admin.tokenFile,
      home: installation.folder.path
    ).succeed("users", "list", "--output", "json")
    #expect(users.split(separator: "\n").count == 2)
  }

  /// Sets a database's schema version with SQLite itself; the version before.
  private static func setVersion(_ version: Int, of database: String) async throws -> Int {
    let program = """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      print(database.execute("PRAGMA user_version").fetchone()[0])
      database.execute("PRAGMA user_version = " + sys.argv[2])
      database.commit()
      database.close()
      """
    let result = try await Command(Python.interpreter())
      .run(["-c", program, database, String(version)])
    return try #require(
      Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines)), "\(result.errors)")
  }

  @Test(
    "A data folder that cannot be written is one clear error, and nothing is lost",
    .enabled(if: SmallDisk.isPossible, "mounting takes root"))
  func readOnlyFolder() async throws {
    let installation = try await Installation()
    try await installation.importUsers(asleep: 1, awake: 1)
    let folder = installation.server.dataFolder
    #expect(installation.server.terminate() == 0)
    try expectNoStart(
      "Read-only", folder, launcher: SmallDisk.launcher(readOnly: folder))
    let empty = installation.folder.path("empty")
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    try expectNoStart(
      "Read-only", empty + "/data", launcher: SmallDisk.launcher(readOnly: empty))
    #expect(try ServerProcess(dataFolder: folder).terminate() == 0)
  }

  @Test(
    "A full disk is one clear error, what was there stays, and with space it goes on",
    .enabled(if: SmallDisk.isPossible, "mounting takes root"))
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let disk = folder.path("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let server = try ServerProcess(
      dataFolder: disk, launcher: SmallDisk.launcher(megabytes: 64, at: disk))
    // The disk is mounted for the server alone; this is the way in from outside.
    let inside = "/proc/\(server.processID)/root\(disk)"
    let fleet = Terminal(
      server: server.address, tenant: "acme", tokenFile: inside + "/fleet.token",
      home: folder.path)
    try await fleet.succeed("tenant", "create", "acme")
    let few = try folder.write(
      "few.csv",
      ImportFileTests.header + ImportFileTests.good + "2,bob,2020-01-01T00:00:00Z,,members\n")
    try await fleet.succeed("users", "import", few)
    // All but three megabytes are taken by something else.
    let ballast = URL(filePath: inside + "/ballast")
    try Data(count: 61 << 20).write(to: ballast)
    try await fleet.fail(1, "full", "users", "import", SiteMember.path)
    let users = try await fleet.succeed("users", "list", "--output", "json")
    #expect(users.split(separator: "\n").count == 2)
    #expect(try await fleet.succeed("users", "show", "ada").contains("members"))
    try FileManager.default.removeItem(at: ballast)
    let imported = try await fleet.succeed("users", "import", SiteMember.path)
    #expect(imported.contains("24,260"))
    #expect(server.terminate() == 0)
  }
}

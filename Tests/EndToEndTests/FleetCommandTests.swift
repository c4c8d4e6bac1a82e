internal import Foundation
internal import TestSupport
internal import Testing

@Suite("The fleet from the command line, end to end")
struct FleetCommandTests {
  /// A tenant's line in JSON, as far as tests look at it.
  private struct Line: Decodable {
    struct Tenant: Decodable {
      var id: String
      var name: String
    }
    struct Run: Decodable {
      var state: String
      var counts: RunDocument.Counts
    }

    var tenant: Tenant
    var error: String
    var scheduleEnabled: Bool
    var seatsFreedCount: Int
    var asleepCount: Int
    var lastRun: Run?
  }

  @Test("A line per tenant: what is set, how the last run went, and who cannot be read")
  func fleet() async throws {
    let installation = try await Installation()
    let fleet = installation.fleet
    try await fleet.succeed("tenant", "create", "broken")
    try await fleet.succeed("tenant", "create", "zero")
    try await installation.importUsers(asleep: 30, awake: 10)
    try await installation.admin.succeed(
      "configure", "--deactivate", "--inactive-after", "90d", "--max-percent", "100")
    try await installation.admin.succeed("run", "--yes")
    try await installation.admin.succeed("login", "report", "asleep-0")
    try await installation.admin.succeed("schedule", "set", "--every", "1d")
    try await installation.admin.succeed("schedule", "on")

    let broken = try await lines(fleet, "--prefix", "bro")
    try Data("nothing that was ever a database".utf8).write(
      to: URL(
        filePath: installation.server.dataFolder + "/tenants/\(broken[0].tenant.id)/tenant.sqlite"))
    let all = try await lines(fleet)
    #expect(all.map(\.tenant.name) == ["acme", "broken", "zero"])
    #expect(all[0].lastRun?.state == "COMPLETED" && all[0].lastRun?.counts.done == 30)
    #expect(all[0].seatsFreedCount == 30 && all[0].asleepCount == 29 && all[0].scheduleEnabled)
    #expect(!all[1].error.isEmpty && all[1].lastRun == nil)
    #expect(all[2].error.isEmpty && all[2].lastRun == nil && !all[2].scheduleEnabled)
    #expect(try await lines(fleet, "--failed", "--overdue").map(\.tenant.name) == ["broken"])

    let table = try await fleet.succeed("fleet")
    #expect(table.contains("DEACTIVATE 90d r1") && table.contains("COMPLETED"))
    let rows = try await fleet.succeed("fleet", "--output", "csv").split(
      whereSeparator: \.isNewline)
    #expect(rows.count == 4 && rows[0].hasPrefix("tenant,policy,schedule,next_cleanup,overdue,"))
    try await installation.admin.fail(4, "fleet token", "fleet")
  }

  private func lines(_ fleet: Terminal, _ arguments: String...) async throws -> [Line] {
    let result = try await fleet.run(["fleet", "--output", "json"] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    return try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  @Test("A tenant is copied while it is in use; the copy has all of it, wherever it is restored")
  func backup() async throws {
    let installation = try await Installation()
    let (fleet, admin) = (installation.fleet, installation.admin)
    try await installation.importUsers(asleep: 30, awake: 10)
    try await admin.succeed(
      "configure", "--remove-from-group", "members", "--inactive-after", "90d", "--max-percent",
      "100")
    try await admin.succeed("run", "--yes")
    let file = installation.folder.path("acme.backup")
    async let logins: Void = Self.logIn(20, admin)
    try await fleet.succeed("tenant", "backup", "acme", file)
    try await logins
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try await fleet.fail(2, "--force", "tenant", "backup", "acme", file)
    try await fleet.succeed("tenant", "backup", "acme", file, "--force")
    let parts = try FileManager.default.contentsOfDirectory(atPath: installation.folder.path)
    #expect(!parts.contains { $0.hasSuffix(".part") })

    // Another server knows nothing of the first.
    let elsewhere = try await Installation()
    let shown = try await elsewhere.fleet.succeed("tenant", "restore", "copy", file)
    #expect(shown.contains("Tokens dropped"))
    for list in [
      ["users", "list", "--all"], ["groups", "list"], ["logs", "--all"], ["log"],
      ["log", "--export", "csv"], ["config", "show"], ["verdicts", "--all"], ["directory", "list"],
      ["exempt", "list"], ["users", "show", "asleep-3"],
    ] {
      let format = list.contains("--export") ? [] : ["--output", "json"]
      let here = try await fleet.run(["--tenant", "acme"] + list + format)
      let there = try await elsewhere.fleet.run(["--tenant", "copy"] + list + format)
      #expect(here.status == 0 && !here.output.isEmpty || list[0] == "exempt", "\(list)")
      let id = try await identifier(of: "acme", fleet)
      let other = try await identifier(of: "copy", elsewhere.fleet)
      // A run's log file lies in the folder of its tenant, and nothing else differs.
      #expect(there.output.replacing(other, with: id) == here.output, "\(list): \(there.errors)")
    }
  }

  private static func logIn(_ count: Int, _ admin: Terminal) async throws {
    for number in 0..<count { try await admin.succeed("login", "report", "awake-\(number % 10)") }
  }

  private func identifier(of name: String, _ fleet: Terminal) async throws -> String {
    struct Row: Decodable { var id: String }
    return try await fleet.json(Row.self, "tenant", "show", name).id
  }

  @Test("What is damaged is refused, and a tenant is replaced only by whoever means it")
  func restore() async throws {
    let installation = try await Installation()
    let (fleet, folder) = (installation.fleet, installation.folder)
    try await installation.importUsers(asleep: 3, awake: 10)
    let file = folder.path("acme.backup")
    try await fleet.succeed("tenant", "backup", "acme", file)
    try await installation.importUsers(asleep: 0, awake: 2)

    let good = try Data(contentsOf: URL(filePath: file))
    for (name, change) in [
      ("byte", { (data: inout Data) in data[data.count / 2] ^= 1 }),
      ("short", { (data: inout Data) in data.removeLast(100) }),
      ("noend", { (data: inout Data) in data.removeLast(44) }),
    ] {
      var bad = good
      change(&bad)
      try bad.write(to: URL(filePath: folder.path(name)))
      try await fleet.fail(1, "backup", "tenant", "restore", "bad", folder.path(name))
    }
    try Data("SQLite format 3\0".utf8).write(to: URL(filePath: folder.path("foreign")))
    try await fleet.fail(2, "no backup", "tenant", "restore", "bad", folder.path("foreign"))
    try await fleet.fail(1, "no tenant", "tenant", "show", "bad")

    try await fleet.fail(1, "etag", "tenant", "restore", "acme", file)
    try await fleet.fail(3, "--yes", "tenant", "restore", "acme", file, "--replace")
    try await fleet.fail(
      4, "changed", "tenant", "restore", "acme", file, "--replace", "--yes", "--etag", "old")
    #expect(try await users(installation) == 2)
    try await fleet.succeed("tenant", "restore", "acme", file, "--replace", "--yes")
    #expect(try await users(installation) == 13)
    // The tenant's tokens went with what they were tokens of.
    try await installation.admin.fail(4, "token", "users", "list")
  }

  private func users(_ installation: Installation) async throws -> Int {
    let rows = try await installation.fleet.succeed(
      "--tenant", "acme", "users", "list", "--all", "--output", "csv")
    return rows.split(whereSeparator: \.isNewline).count - 1
  }
}

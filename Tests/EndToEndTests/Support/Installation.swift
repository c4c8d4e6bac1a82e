internal import Foundation
internal import TestSupport
internal import Testing

/// A server in a folder of a test's own, with a tenant and terminals to it.
struct Installation: Sendable {
  let folder: TemporaryFolder
  let server: ServerProcess
  /// The operator of the fleet.
  let fleet: Terminal
  /// An administrator of the tenant `acme`.
  let admin: Terminal

  /// Starts a server and makes a tenant in it, all from the command line.
  init(arguments: [String] = []) async throws {
    folder = try TemporaryFolder()
    server = try ServerProcess(dataFolder: folder.path("data"), arguments: arguments)
    fleet = Terminal(
      server: server.address, tokenFile: server.dataFolder + "/fleet.token", home: folder.path)
    try await fleet.succeed("tenant", "create", "acme", "--display-name", "Acme")
    admin = try await Self.terminal("admin", fleet, folder)
  }

  /// A terminal with a new token of a role.
  func terminal(_ role: String) async throws -> Terminal {
    try await Self.terminal(role, fleet, folder)
  }

  private static func terminal(
    _ role: String, _ fleet: Terminal, _ folder: TemporaryFolder
  ) async throws -> Terminal {
    let file = folder.path("\(role).token")
    try await fleet.succeed(
      "--tenant", "acme", "token", "issue", role, "--role", role, "--out", file)
    return Terminal(
      server: fleet.server, tenant: "acme", tokenFile: file, home: folder.path)
  }

  /// Imports users of whom `asleep` were active long ago and `awake` just now.
  func importUsers(asleep: Int, awake: Int) async throws {
    let now = Date.now
    let lines = (0..<asleep + awake).map { number in
      let isAsleep = number < asleep
      let login = now.addingTimeInterval(isAsleep ? -400 * 86_400 : -86_400)
      let name = isAsleep ? "asleep-\(number)" : "awake-\(number - asleep)"
      return "id-\(number),\(name),2020-01-01T00:00:00Z,\(login.ISO8601Format()),members"
    }
    let header = "external_id,username,created_time,last_login_time,groups"
    let file = try folder.write(
      "users.csv", ([header] + lines).joined(separator: "\n") + "\n")
    try await admin.succeed("users", "import", file)
  }

  /// The rows that a statement answers from the only tenant's database, their columns with commas between.
  func rows(_ sql: String) async throws -> [String] {
    let script = """
      import glob, sqlite3, sys
      database = sqlite3.connect(glob.glob(sys.argv[1] + "/tenants/*/tenant.sqlite")[0])
      for row in database.execute(sys.argv[2]):
          print(*row, sep=",")
      """
    let result = try await Command(try await Python.interpreter())
      .run(["-c", script, server.dataFolder, sql])
    try #require(result.status == 0, "\(result.errors)")
    return result.output.split(separator: "\n").map(String.init)
  }

  /// Runs statements on the only tenant's database, as somebody does who has the file.
  func tamper(_ sql: String) async throws {
    let script = """
      import glob, sqlite3, sys
      with sqlite3.connect(glob.glob(sys.argv[1] + "/tenants/*/tenant.sqlite")[0]) as database:
          database.executescript(sys.argv[2])
      """
    let result = try await Command(try await Python.interpreter())
      .run(["-c", script, server.dataFolder, sql])
    try #require(result.status == 0, "\(result.errors)")
  }
}

internal import Cleanup
internal import Foundation

/// The real server with a tenant, its users and a token that may read them.
struct ServiceFixture: Sendable {
  private static let tenant = "acme"
  /// More than any load can make: what is measured is the calls, not their limit.
  private static let callsPerSecond = 1_000_000

  let server: RunningServer
  /// What each call carries, as `name: value`.
  let headers: [String]

  /// Starts the server on the server's core, and fills it by the command line; the token has a role.
  init(_ folder: ScratchFolder, userCount: Int, role: Role = .viewer) throws {
    let data = "\(folder.path)/data"
    server = try RunningServer(
      Child(
        Tool.own("dormoused"),
        [
          "--data", data, "--listen", "127.0.0.1:0", "--tenant-calls-per-second",
          String(Self.callsPerSecond),
        ], on: .server))
    let environment = [
      "DORMOUSE_SERVER": "127.0.0.1:\(server.port)", "DORMOUSE_TENANT": Self.tenant,
      "DORMOUSE_TOKEN_FILE": "\(data)/fleet.token", "HOME": folder.path,
    ]
    let users = "\(folder.path)/users.csv"
    try Self.rows(userCount).write(toFile: users, atomically: true, encoding: .utf8)
    let token = "\(folder.path)/bench.token"
    for command in [
      ["tenant", "create", Self.tenant], ["users", "import", users],
      ["token", "issue", "bench", "--role", role.rawValue, "--out", token],
    ] {
      try Self.dormouse(command, environment)
    }
    let secret = try String(contentsOfFile: token, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    headers = ["authorization: Bearer \(secret)", "dormouse-tenant: \(Self.tenant)"]
  }

  private static func dormouse(_ arguments: [String], _ environment: [String: String]) throws {
    let child = try Child(Tool.own("dormouse"), arguments, on: .load, environment: environment)
    guard child.ending().status == 0 else {
      throw BenchError(.failed, "dormouse \(arguments[0]) \(arguments[1]) failed")
    }
  }

  /// The users of the bench service as CSV.
  private static func rows(_ count: Int) -> String {
    var text = "external_id,username,created_time,last_login_time,groups\n"
    for number in 0..<count {
      let user = BenchUser(number: number)
      let groups = user.groups.joined(separator: "|")
      text += "\(number),\(user.name),2020-01-01T00:00:00Z,2024-01-01T00:00:00Z,\(groups)\n"
    }
    return text
  }
}

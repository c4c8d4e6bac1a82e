internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

/// A server with a directory `corp` on a real SCIM service, which is listed and reached through a proxy.
///
/// Everybody is in the group `seats`. The service keeps no logins; the attribute `title` says when somebody
/// logged in.
struct SCIMSite {
  let service: SCIMServer
  let proxy: FaultProxy
  let installation: Installation
  private let folder: TemporaryFolder
  /// The ids of the users, by their names.
  private let ids: [String: String]
  private let group: String

  var admin: Terminal { installation.admin }

  /// Starts everything; `sleepers` last logged in long ago, and who is `awake` a moment ago.
  init(sleepers: Int, awake: Int) async throws {
    service = try await SCIMServer()
    let port = try #require(URL(string: service.url)?.port)
    proxy = try FaultProxy(to: port)
    var ids: [String: String] = [:]
    for index in 0..<(sleepers + awake) {
      let isAsleep = index < sleepers
      let name = isAsleep ? "asleep-\(index)" : "awake-\(index - sleepers)"
      let login = isAsleep ? "2020-02-29T17:30:00Z" : Date.now.ISO8601Format()
      ids[name] = try await service.addUser(name, #","title":"\#(login)","active":true"#)
    }
    group = try await service.addGroup("seats", users: ids.values.sorted())
    self.ids = ids
    folder = try TemporaryFolder()
    let keys = try folder.write("keys", Data(repeating: 1, count: 32).base64EncodedString())
    installation = try await Installation(
      arguments: [
        "--allow-target", "127.0.0.1", "--secret-keys", keys, "--directory-patience", "3",
      ])
    let secret = try folder.write("secret", SCIMServer.token)
    try await admin.succeed(
      "directory", "scim", "corp", "--base-url", "http://127.0.0.1:\(proxy.port)/v2",
      "--last-login-attribute", "title", "--secret-file", secret)
    try await admin.succeed("directory", "sync", "corp")
  }

  /// Lets runs act on whoever was away for 90 days, by an action's arguments.
  func configure(_ action: [String]) async throws {
    let result = try await admin.run(
      ["configure"] + action + ["--inactive-after", "90d", "--max-percent", "100"])
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Whose accounts are closed, as the service says.
  func closed() async throws -> [String] {
    var closed: [String] = []
    for (name, id) in ids {
      if try await object("/Users/\(id)")["active"] as? Bool == false { closed.append(name) }
    }
    return closed.sorted()
  }

  /// The members of `seats`, as the service says.
  func members() async throws -> [String] {
    let members = try await object("/Groups/\(group)")["members"] as? [[String: Any]] ?? []
    let found = members.compactMap { $0["value"] as? String }
    return ids.filter { found.contains($0.value) }.keys.sorted()
  }

  /// Where a user is, behind the service's address.
  func path(of user: String) throws -> String {
    "/Users/\(try #require(ids[user]))"
  }

  /// Whom the tenant's database holds something of, with the number of open holds.
  func held() async throws -> [String] {
    try await installation.rows(
      """
      SELECT u.username, count(*) FROM holds h JOIN users u ON u.id = h.user_id
      WHERE h.closed_at IS NULL GROUP BY h.user_id ORDER BY u.username
      """)
  }

  private func object(_ path: String) async throws -> [String: Any] {
    let answer = try await service.read(path)
    return try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any] ?? [:]
  }
}

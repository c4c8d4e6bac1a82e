internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

/// A site whose directory is on a real SCIM service, and is reached through a proxy.
///
/// The service keeps no logins; the attribute `title` says when somebody logged in.
struct SCIMSite: RemoteSite {
  let service: SCIMServer
  let proxy: FaultProxy
  let installation: Installation
  let arguments: [String]
  let changes = RequestMatch.http("PATCH", "/v2/")
  let secret = SCIMServer.token
  private let folder: TemporaryFolder
  /// The ids of the users, by their names.
  private let ids: [String: String]

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
    try await service.addGroup("seats", users: ids.values.sorted())
    self.ids = ids
    folder = try TemporaryFolder()
    let keys = try folder.write("keys", Data(repeating: 1, count: 32).base64EncodedString())
    arguments = [
      "--allow-target", "127.0.0.1", "--secret-keys", keys, "--directory-patience", "3",
    ]
    installation = try await Installation(arguments: arguments)
    let secret = try folder.write("secret", SCIMServer.token)
    try await admin.succeed(
      "directory", "scim", "corp", "--base-url", "http://127.0.0.1:\(proxy.port)/v2",
      "--last-login-attribute", "title", "--secret-file", secret)
    try await admin.succeed("directory", "sync", "corp")
  }

  /// Whose accounts are closed, as the service says.
  func closed() async throws -> [String] {
    let users = try await resources("Users").filter { $0["active"] as? Bool == false }
    return users.compactMap { $0["userName"] as? String }.sorted()
  }

  /// The members of a group, as the service says.
  func members(of group: String = "seats") async throws -> [String] {
    let groups = try await resources("Groups").filter { $0["displayName"] as? String == group }
    let members = groups.first?["members"] as? [[String: Any]] ?? []
    let found = members.compactMap { $0["value"] as? String }
    return ids.filter { found.contains($0.value) }.keys.sorted()
  }

  /// Where a user is, behind the service's address.
  func path(of user: String) throws -> String {
    "/Users/\(try #require(ids[user]))"
  }

  /// Everything on the service but what it notes by itself, sorted.
  func everything() async throws -> [String] {
    var found: [String] = []
    for var resource in try await resources("Users") + resources("Groups") {
      resource["meta"] = nil
      let members = resource["members"] as? [[String: Any]] ?? []
      resource["members"] = members.compactMap { $0["value"] as? String }.sorted()
      let data = try JSONSerialization.data(withJSONObject: resource, options: .sortedKeys)
      found.append(String(decoding: data, as: UTF8.self))
    }
    return found.sorted()
  }

  private func resources(_ kind: String) async throws -> [[String: Any]] {
    let answer = try await service.read("/\(kind)?count=1000")
    let list = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    return try #require(list?["Resources"] as? [[String: Any]])
  }
}

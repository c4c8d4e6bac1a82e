internal import DirectoryServers
internal import Foundation

/// People on a 389 Directory Server, which may be shared by tests, one after the other.
struct People389: SiteServer {
  let preset = "directory-server-389"
  let service = DirectoryServer389.service
  let base = DirectoryServer389.base
  let usernames = "uid"
  let groupClass = "groupOfNames"
  let closed = "(nsAccountLock=true)"
  let attributes = ["*", "nsAccountLock"]
  /// The server derives it from the members of groups.
  let restless: Set<String> = ["memberOf"]
  private let server: DirectoryServer389

  var port: Int { server.port }
  var tools: LDAPTools { server.tools }

  /// Starts a server without people.
  init() async throws {
    server = try await DirectoryServer389()
  }

  func name(of user: String) -> String { "uid=\(user),ou=people,\(base)" }

  func closing(_ lines: [String]) -> [String] { lines + ["nsAccountLock: true"] }

  /// Puts people in place of those who were there: `sleepers` last logged in long ago, and who is `awake` a
  /// moment ago.
  func fill(sleepers: Int, awake: Int) async throws {
    for place in ["people", "groups"] { try await tools.deleteTree("ou=\(place),\(base)") }
    let places = ["people", "groups"].map { place in
      """
      dn: ou=\(place),\(base)
      changetype: add
      objectClass: organizationalUnit
      ou: \(place)


      """
    }
    let now = Date.now.ISO8601Format(.init(dateSeparator: .omitted, timeSeparator: .omitted))
      .replacing("T", with: "")
    let names =
      (0..<sleepers).map { ("asleep-\($0)", "20200229173000Z") }
      + (0..<awake).map { ("awake-\($0)", now) }
    try await tools.modify(
      (places + names.map(person)).joined() + groups(names.map(\.0)))
  }

  /// LDIF that adds somebody.
  private func person(_ user: String, _ login: String) -> String {
    """
    dn: \(name(of: user))
    changetype: add
    objectClass: inetOrgPerson
    uid: \(user)
    cn: \(user)
    sn: \(user)
    lastLoginTime: \(login)


    """
  }

  private func groups(_ members: [String]) -> String {
    """
    dn: cn=inner,ou=groups,\(base)
    changetype: add
    objectClass: groupOfNames
    cn: inner

    dn: cn=seats,ou=groups,\(base)
    changetype: add
    objectClass: groupOfNames
    cn: seats
    member: cn=inner,ou=groups,\(base)
    \(members.map { "member: \(name(of: $0))\n" }.joined())
    """
  }
}

internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

/// A server with a directory `corp` on a real LDAP server, which is listed.
///
/// Everybody is in the group `seats`, which holds a group `inner` that nobody else is in.
struct DirectorySite {
  let slapd: Slapd
  let installation: Installation
  /// What the installation's server was started with.
  let arguments: [String]
  private let folder: TemporaryFolder

  var admin: Terminal { installation.admin }

  /// Starts both; `sleepers` last logged in long ago, and who is `awake` a moment ago.
  init(sleepers: Int, awake: Int) async throws {
    try await self.init(sleepers: sleepers, awake: awake) { slapd in
      [
        "--port", String(slapd.tlsPort), "--server-ca", slapd.certificateFile,
      ]
    }
  }

  /// Starts both, where the directory is reached as some arguments say.
  init(
    sleepers: Int, awake: Int, reaching: (Slapd) throws -> [String]
  ) async throws {
    let names =
      (0..<sleepers).map { ("asleep-\($0)", "20200229173000Z") }
      + (0..<awake).map { ("awake-\($0)", Self.now) }
    slapd = try await Slapd(ldif: names.map(Self.person).joined())
    try await slapd.modify(Self.groups(names.map(\.0)))
    folder = try TemporaryFolder()
    let keys = try folder.write("keys", Data(repeating: 1, count: 32).base64EncodedString())
    arguments = [
      "--allow-target", "127.0.0.1", "--secret-keys", keys, "--directory-patience", "3",
    ]
    installation = try await Installation(arguments: arguments)
    try await put("corp", reaching(slapd))
    try await admin.succeed("directory", "sync", "corp")
  }

  /// Puts a directory of the server's people and groups.
  func put(_ name: String, _ reaching: [String]) async throws {
    let secret = try folder.write("secret", Slapd.service.password)
    let settings = [
      "directory", "ldap", name, "--host", "127.0.0.1", "--preset", "openldap", "--bind-name",
      Slapd.service.name, "--user-base", "ou=people,\(Slapd.base)", "--group-base",
      "ou=groups,\(Slapd.base)", "--secret-file", secret,
    ]
    let result = try await admin.run(settings + reaching)
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Everything in the directory but what its server notes by itself, sorted.
  func everything() async throws -> [String] {
    try await slapd.search("(objectClass=*)", ["*", "pwdAccountLockedTime"])
      .split(separator: "\n\n").map { entry in
        entry.split(separator: "\n").sorted().joined(separator: "\n")
      }.sorted()
  }

  /// Whose accounts are closed, as `ldapsearch` says.
  func closed() async throws -> [String] {
    try await slapd.search("(pwdAccountLockedTime=*)", ["uid"]).values(of: "uid").sorted()
  }

  /// The names of a group's members, as `ldapsearch` says; others than users with their attribute.
  func members(of group: String) async throws -> [String] {
    try await slapd.search("(cn=\(group))", ["member"]).values(of: "member").map { name in
      let first = String(name.prefix { $0 != "," })
      return first.hasPrefix("uid=") && first != "uid=svc" ? String(first.dropFirst(4)) : first
    }.sorted()
  }

  /// LDIF that opens an account.
  func opening(_ user: String) -> String {
    """
    dn: uid=\(user),ou=people,\(Slapd.base)
    changetype: modify
    delete: pwdAccountLockedTime

    """
  }

  /// Makes a user a member of a group, and has it listed.
  func join(_ user: String, _ group: String) async throws {
    try await slapd.modify(
      """
      dn: cn=\(group),ou=groups,\(Slapd.base)
      changetype: modify
      add: member
      member: uid=\(user),ou=people,\(Slapd.base)

      """)
    try await admin.succeed("directory", "sync", "corp")
  }

  private static var now: String {
    Date.now.ISO8601Format(.init(dateSeparator: .omitted, timeSeparator: .omitted))
      .replacing("T", with: "")
  }

  private static func person(_ name: String, _ login: String) -> String {
    """
    dn: uid=\(name),ou=people,\(Slapd.base)
    objectClass: inetOrgPerson
    uid: \(name)
    cn: \(name)
    sn: \(name)
    pwdLastSuccess: \(login)


    """
  }

  private static func groups(_ members: [String]) -> String {
    let all = members.map { "member: uid=\($0),ou=people,\(Slapd.base)\n" }.joined()
    return """
      dn: cn=inner,ou=groups,\(Slapd.base)
      changetype: add
      objectClass: groupOfNames
      cn: inner
      member: \(Slapd.service.name)

      dn: cn=seats,ou=groups,\(Slapd.base)
      changetype: add
      objectClass: groupOfNames
      cn: seats
      member: cn=inner,ou=groups,\(Slapd.base)
      \(all)
      """
  }
}

extension String {
  /// The values of an attribute in LDIF, in order.
  fileprivate func values(of attribute: String) -> [String] {
    split(separator: "\n").filter { $0.hasPrefix("\(attribute): ") }
      .map { String($0.dropFirst(attribute.count + 2)) }
  }
}

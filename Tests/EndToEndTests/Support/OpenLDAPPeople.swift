internal import DirectoryServers
internal import Foundation

/// People on an OpenLDAP server of their own.
struct OpenLDAPPeople: SiteServer {
  let preset = "openldap"
  let service = Slapd.service
  let base = Slapd.base
  let usernames = "uid"
  let groupClass = "groupOfNames"
  let closed = "(pwdAccountLockedTime=*)"
  let attributes = ["*", "pwdAccountLockedTime"]
  let restless: Set<String> = []
  private let slapd: Slapd

  var port: Int { slapd.port }
  var tools: LDAPTools { slapd.tools }

  /// Starts a server; `sleepers` last logged in long ago, and who is `awake` a moment ago.
  init(sleepers: Int, awake: Int) async throws {
    let names =
      (0..<sleepers).map { ("asleep-\($0)", "20200229173000Z") }
      + (0..<awake).map { ("awake-\($0)", Self.now) }
    slapd = try await Slapd(ldif: names.map(Self.person).joined())
    try await slapd.modify(Self.groups(names.map(\.0)))
  }

  func name(of user: String) -> String { "uid=\(user),ou=people,\(Slapd.base)" }

  func closing(_ lines: [String]) -> [String] { lines + ["pwdAccountLockedTime: 000001010000Z"] }

  /// LDIF that opens an account.
  static func opening(_ user: String) -> String {
    """
    dn: uid=\(user),ou=people,\(Slapd.base)
    changetype: modify
    delete: pwdAccountLockedTime

    """
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

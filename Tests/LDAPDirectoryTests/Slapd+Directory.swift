internal import Cleanup
internal import DirectoryServers
internal import Foundation
internal import LDAPDirectory
internal import Reach
internal import TestSupport
internal import Testing

extension Slapd {
  /// Rules that let connections go to this machine.
  static let loopback = TargetRules(allowing: ["127.0.0.0/8"].compactMap { NetworkRange($0) })

  /// How the server is reached by who may do what Dormouse needs.
  func settings() throws -> LDAPSettings {
    LDAPSettings(
      host: "127.0.0.1", port: tlsPort,
      certificates: try String(contentsOfFile: certificateFile, encoding: .utf8),
      bindName: Self.service.name, preset: .openLDAP, userBase: "ou=people,\(Self.base)",
      groupBase: "ou=groups,\(Self.base)", pageSize: 50, timeLimitSeconds: 10)
  }

  /// The directory, with settings that differ from the usual ones.
  func directory(
    password: String = Slapd.service.password, _ change: (inout LDAPSettings) -> Void = { _ in }
  ) throws -> LDAPDirectory {
    var settings = try settings()
    change(&settings)
    return LDAPDirectory(settings, password: password, where: Self.loopback)
  }

  /// Entries of people, as LDIF.
  static func people(
    _ names: some Sequence<String>, classes: [String] = ["inetOrgPerson"], extra: String = ""
  ) -> String {
    names.map { name in
      """
      dn: uid=\(name),ou=people,\(base)
      \(classes.map { "objectClass: \($0)" }.joined(separator: "\n"))
      uid: \(name)
      cn: \(name.uppercased())
      sn: \(name)
      mail: \(name)@acme.test
      userPassword: secret of \(name)
      \(extra)

      """
    }.joined(separator: "\n") + "\n"
  }

  /// The entry of a group, as LDIF.
  static func group(_ name: String, _ members: [String]) -> String {
    """
    dn: cn=\(name),ou=groups,\(base)
    objectClass: groupOfNames
    cn: \(name)
    \(members.map { "member: \($0)" }.joined(separator: "\n"))


    """
  }

  /// The distinguished name of somebody.
  static func person(_ name: String) -> String { "uid=\(name),ou=people,\(base)" }

  /// Logs somebody in.
  func logIn(_ name: String) async throws {
    try #require(try await logsIn(name))
  }

  /// Whether somebody is let in.
  func logsIn(_ name: String) async throws -> Bool {
    let result = try await Command("/usr/bin/ldapwhoami").run(
      ["-x", "-H", "ldap://127.0.0.1:\(port)", "-D", Self.person(name), "-w", "secret of \(name)"])
    return result.status == 0
  }
}

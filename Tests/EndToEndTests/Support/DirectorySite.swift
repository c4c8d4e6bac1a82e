internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

/// A site whose directory is on a real LDAP server.
struct DirectorySite: RemoteSite {
  let server: any SiteServer
  let installation: Installation
  let arguments: [String]
  let changes = RequestMatch.ldap(.modify)
  private let folder: TemporaryFolder

  /// The tools of the LDAP server's administrator.
  var tools: LDAPTools { server.tools }
  var secret: String { server.service.password }

  /// Starts an OpenLDAP server with people, and a server of ours whose directory it is.
  init(sleepers: Int, awake: Int) async throws {
    try await self.init(on: OpenLDAPPeople(sleepers: sleepers, awake: awake))
  }

  /// Starts a server of ours whose directory is on a server with people, and reached as some arguments say: over
  /// TLS unless told otherwise.
  init(on server: any SiteServer, reaching: [String]? = nil) async throws {
    self.server = server
    folder = try TemporaryFolder()
    let keys = try folder.write("keys", Data(repeating: 1, count: 32).base64EncodedString())
    arguments = [
      "--allow-target", "127.0.0.1", "--secret-keys", keys, "--directory-patience", "3",
    ]
    installation = try await Installation(arguments: arguments)
    try await put("corp", reaching ?? Self.overTLS(server))
    try await admin.succeed("directory", "sync", "corp")
  }

  /// Puts a directory of the server's people and groups; of arguments that are there twice, the last counts.
  func put(_ name: String, _ reaching: [String]) async throws {
    let secret = try folder.write("secret", server.service.password)
    let settings = [
      "directory", "ldap", name, "--host", "127.0.0.1", "--preset", server.preset, "--bind-name",
      server.service.name, "--user-base", "ou=people,\(server.base)", "--group-base",
      "ou=groups,\(server.base)", "--secret-file", secret,
    ]
    let result = try await admin.run(settings + reaching)
    try #require(result.status == 0, "\(result.errors)")
  }

  func everything() async throws -> [String] {
    try await tools.search("(objectClass=*)", server.attributes, base: server.base)
      .split(separator: "\n\n").compactMap { entry in
        let lines = entry.split(separator: "\n").filter(isSteady)
        return lines.isEmpty ? nil : lines.sorted().joined(separator: "\n")
      }.sorted()
  }

  /// Whether a line of LDIF says something that the server does not move by itself.
  private func isSteady(_ line: Substring) -> Bool {
    !line.hasPrefix("#") && !server.restless.contains(String(line.prefix { $0 != ":" }))
  }

  /// Whose accounts are closed, as `ldapsearch` says.
  func closed() async throws -> [String] {
    try await tools.search(server.closed, [server.usernames], base: server.base)
      .values(of: server.usernames).sorted()
  }

  /// The names of a group's members, as `ldapsearch` says; others than users with their attribute.
  func members(of group: String) async throws -> [String] {
    let place = ",ou=people,\(server.base)".lowercased()
    let names = try await tools.search("(cn=\(group))", ["member"], base: server.base)
    return names.values(of: "member").map { name in
      let first = name.prefix { $0 != "," }
      guard name.lowercased().hasSuffix(place), name != server.service.name else {
        return first.lowercased()
      }
      return String(first.drop { $0 != "=" }.dropFirst())
    }.sorted()
  }

  /// Makes a user a member of a group, and has it listed.
  func join(_ user: String, _ group: String) async throws {
    try await tools.modify(
      """
      dn: cn=\(group),ou=groups,\(server.base)
      changetype: modify
      add: member
      member: \(server.name(of: user))

      """)
    try await admin.succeed("directory", "sync", "corp")
  }

  /// Arguments that reach a server over TLS.
  static func overTLS(_ server: any SiteServer) -> [String] {
    ["--port", String(server.tools.port), "--server-ca", server.tools.certificateFile]
  }
}

extension String {
  /// The values of an attribute in LDIF, in order.
  fileprivate func values(of attribute: String) -> [String] {
    split(separator: "\n").filter { $0.hasPrefix("\(attribute): ") }
      .map { String($0.dropFirst(attribute.count + 2)) }
  }
}

internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Directories in files of settings, end to end")
struct ConfigDirectoryTests {
  @Test("Directories go into a tenant and come out of it, with secrets only where they are needed")
  func directories() async throws {
    let service = try await SCIMServer()
    try await service.addUser("ann", #","title":"2020-02-29T17:30:00Z","active":true"#)
    let (installation, file) = try await remoteInstallation(
      Self.directories(service.url, more: "secret_file: secret"))
    let admin = installation.admin
    let bare = try installation.folder.write("bare.yaml", Self.directories(service.url))
    try await admin.fail(
      2, "bare.yaml:3: directories[0]: the directory \"corp\" has no secret yet: add secret_file",
      "config", "apply", bare, "--yes")
    try await admin.fail(
      2, "directories[0].secret_file: The secret file", "config", "apply", file, "--yes")
    _ = try installation.folder.write("secret", SCIMServer.token + "\n")
    let check = try await admin.fail(1, "1 tenant", "config", "apply", file, "--check")
    for text in [
      "+ directories.corp.scim.base_url: \"\(service.url)\"", "~ directories.users.position: 1 → 2",
      "! directories.corp: its secret is stored, from secret", "+ policy.scope.directories",
    ] {
      #expect(check.output.contains(text), "\(text) is not in \(check.output)")
    }
    try await admin.fail(1, "no directory", "directory", "show", "corp")
    try await admin.succeed("config", "apply", file, "--yes")
    try await admin.succeed("directory", "test", "corp")
    try await admin.succeed("directory", "sync", "corp")
    for known in [file, bare] {
      #expect(try await admin.run("config", "apply", known).errors.contains("Nothing to do"))
    }
    let exported = try await admin.succeed("config", "export")
    #expect(exported.contains(service.url) && exported.contains("activity: OBSERVED"))
    #expect(!exported.contains(SCIMServer.token) && !exported.contains("secret"))
    let copy = try installation.folder.write("copy.yaml", exported)
    #expect(try await admin.run("config", "apply", copy, "--check").status == 0, "\(exported)")
  }

  @Test("A directory keeps its secret while the same is reached, and one that is left out stays")
  func keptSecrets() async throws {
    let service = try await SCIMServer()
    try await service.addUser("ann", #","title":"2020-02-29T17:30:00Z","active":true"#)
    let (installation, file) = try await remoteInstallation(
      Self.directories(service.url, more: "secret_file: secret"))
    let admin = installation.admin
    _ = try installation.folder.write("secret", SCIMServer.token + "\n")
    try await admin.succeed("config", "apply", file, "--yes")
    let text = Self.directories(service.url)
    func settings(_ text: String) throws -> String {
      try installation.folder.write("changed.yaml", text)
    }
    let moved = text.replacingOccurrences(of: service.url, with: service.url + "/elsewhere")
    try await admin.fail(
      2, "the directory \"corp\" forgets its secret, because another server", "config", "apply",
      try settings(moved), "--yes")
    let smaller = text.replacingOccurrences(of: "scim: {", with: "scim: {page_size: 7, ")
    let shown = try await admin.succeed("config", "apply", try settings(smaller), "--yes")
    #expect(shown.contains("+ directories.corp.scim.page_size: 7") && !shown.contains("secret"))
    try await admin.succeed("directory", "test", "corp")
    let none = try settings("tenant: acme\ndirectories: []\n")
    #expect(try await admin.run("config", "apply", none).errors.contains("Nothing to do"))
    #expect(try await admin.succeed("directory", "list").contains("corp"))
    // Only the server knows what it is.
    let other = try settings(
      "tenant: acme\ndirectories:\n- {name: corp, position: 1}\n- {name: new, position: 3}\n")
    try await admin.fail(2, "directories[0].kind: is scim", "config", "apply", other, "--yes")
    try await admin.fail(1, "no directory", "directory", "show", "new")
    let order = try settings(
      """
      tenant: acme
      directories:
      - {name: new, position: 1}
      - {name: users, position: 2, activity: OBSERVED}

      """)
    try await admin.succeed("config", "apply", order, "--yes")
    let listed = try await admin.succeed("directory", "list", "--output", "csv")
    let rows = listed.split(whereSeparator: \.isNewline).dropFirst()
    let names = rows.map { $0.prefix { $0 != "," } }
    #expect(names == ["new", "users", "corp"])
    #expect(try await admin.run("config", "apply", order, "--check").status == 0)
  }

  @Test("What is wrong with directories in a file is named by line and key")
  func wrongDirectories() async throws {
    let installation = try await Installation()
    let file = try installation.folder.write(
      "settings.yaml",
      """
      tenant: acme
      directories:
      - {name: a, ldap: {host: h, bind_name: cn=x, user_base: dc=x}}
      - {name: b, ldap: {host: h, preset: OPENLDAP, page_size: 0}}
      - {name: c, scim: {base_url: "ftp://x"}, ldap: {preset: OPENLDAPP}}
      - {name: d, position: 0, activity: SEEN}
      - {name: d, secret_file: x}
      - {position: 2, scmi: {}}

      """)
    let failed = try await installation.admin.fail(
      2, "Nothing was changed", "config", "apply", file, "--yes")
    for text in [
      "settings.yaml:3: directories[0].ldap: needs preset",
      "settings.yaml:4: directories[1].ldap.bind_name: must be set",
      "settings.yaml:4: directories[1].ldap.page_size: must be 1 to 1000",
      "settings.yaml:5: directories[2]: needs one of ldap and scim",
      "did you mean \"OPENLDAP\"", "settings.yaml:6: directories[3].position: must be 1",
      "settings.yaml:6: directories[3].activity: must be REPORTED, OBSERVED",
      "settings.yaml:7: directories[4].secret_file: is for remote directories",
      "settings.yaml:7: directories[4].name: \"d\" stands there twice",
      "settings.yaml:8: directories[5]: needs name", "directories[5].scmi: is no key here",
    ] {
      #expect(failed.errors.contains(text), "\(text) is not in \(failed.errors)")
    }
  }

  /// Settings of a tenant with the remote directory `corp` before its first one, with more keys or without.
  private static func directories(_ url: String, more: String = "# no secret") -> String {
    """
    tenant: acme
    directories:
    - name: corp
      position: 1
      activity: OBSERVED
      scim: {base_url: "\(url)", last_login_attribute: title}
      \(more)
    - name: users
      position: 2
    policy:
      action: DEACTIVATE
      inactive_after_days: 30
      scope: {directories: [corp]}

    """
  }

  /// An installation that reaches this machine and has keys for secrets.
  private func remoteInstallation(_ settings: String) async throws -> (Installation, String) {
    let folder = try TemporaryFolder()
    let keys = try folder.write("keys", Data(repeating: 1, count: 32).base64EncodedString())
    let installation = try await Installation(
      arguments: ["--allow-target", "127.0.0.1", "--secret-keys", keys])
    return (installation, try installation.folder.write("settings.yaml", settings))
  }
}

internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Remote directories, end to end", .timeLimit(.minutes(2)))
struct RemoteDirectoryTests {
  /// What outlives the servers: their keys.
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static func key(_ byte: UInt8) -> String {
    Data(repeating: byte, count: 32).base64EncodedString()
  }

  private func show(
    _ name: String, _ admin: Terminal
  ) async throws -> DirectoryDocument {
    try await admin.json(DirectoryDocument.self, "directory", "show", name)
  }

  @Test("A SCIM service is put, tested, listed and judged; what cannot be changed is for a person")
  func scim() async throws {
    let service = try await SCIMServer()
    let ann = try await service.addUser("ann", #","displayName":"Ann","active":true"#)
    let bob = try await service.addUser("bob", #","active":false"#)
    let inner = try await service.addGroup("inner", users: [ann])
    try await service.addGroup("outer", users: [bob], groups: [inner])
    let installation = try await Installation(arguments: try arguments())
    let admin = installation.admin
    let secret = try installation.folder.write("secret", SCIMServer.token + "\n")

    let put = try await admin.succeed(
      "directory", "scim", "corp", "--base-url", service.url, "--secret-file", secret)
    #expect(put.contains("corp") && !put.contains(SCIMServer.token))
    let tested = try await admin.succeed("directory", "test", "corp")
    #expect(!tested.contains(SCIMServer.token))
    let synced = try await admin.succeed("directory", "sync", "corp", "--output", "csv")
    #expect(synced.contains("corp,2,0,0,0,2,2,false,0"))
    let shown = try await show("corp", admin)
    #expect(shown.kind == "SCIM" && shown.complete && shown.hasSecret)
    #expect(shown.userCount == 2 && shown.groupCount == 2 && shown.listingFailure == nil)
    let user = try await admin.succeed("users", "show", "ann")
    #expect(user.contains("inner") && user.contains("outer"))

    try await service.addUser("carol")
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    let analysis = try await admin.json(AnalysisDocument.self, "analyze")
    #expect(analysis.userCount == 3)
    #expect(analysis.reasons == ["ALREADY_INACTIVE": 1, "ACTIVITY_UNKNOWN": 2])
    try await expectNoSecret(in: installation.server.dataFolder, SCIMServer.token)
  }

  @Test("An LDAP server is put, tested, listed and judged")
  func ldap() async throws {
    let slapd = try await Slapd(ldif: Self.people)
    try await slapd.modify(Self.groups)
    let installation = try await Installation(arguments: try arguments())
    let admin = installation.admin
    let secret = try installation.folder.write("secret", Slapd.service.password)
    let put = [
      "directory", "ldap", "corp", "--host", "127.0.0.1", "--port", String(slapd.tlsPort),
      "--server-ca", slapd.certificateFile, "--preset", "openldap", "--bind-name",
      Slapd.service.name, "--user-base", "ou=people,\(Slapd.base)", "--group-base",
      "ou=groups,\(Slapd.base)", "--secret-file", secret,
    ]
    #expect(try await admin.run(put).status == 0)
    let tested = try await admin.run("directory", "test", "corp")
    #expect(tested.status == 0, "\(tested.output)\(tested.errors)")
    try await admin.succeed("directory", "sync", "corp")
    let shown = try await show("corp", admin)
    #expect(shown.kind == "LDAP" && shown.complete && shown.listingFailure == nil)
    #expect(shown.groupCount == 2)
    let user = try await admin.succeed("users", "show", "asleep")
    #expect(user.contains("inner") && user.contains("outer") && user.contains("2020-02-29"))
    try await expectNoSecret(in: installation.server.dataFolder, Slapd.service.password)

    try await admin.succeed(
      "configure", "--deactivate", "--inactive-after", "90d", "--max-percent", "100")
    let analysis = try await admin.json(AnalysisDocument.self, "analyze")
    // The account that looks is one of the users.
    #expect(
      analysis.reasons == [
        "INACTIVE": 1, "ALREADY_INACTIVE": 1, "NEVER_LOGGED_IN_KEPT": 1, "PROTECTED": 1,
      ])

    slapd.stop()
    let failed = try await admin.fail(1, "corp", "directory", "sync", "corp")
    #expect(!failed.errors.contains(Slapd.service.password))
    #expect(try await !show("corp", admin).complete)
    let told = try await admin.run("analyze")
    #expect(told.status == 0 && told.errors.contains("The directory \"corp\""), "\(told.errors)")
    let incomplete = try await admin.json(AnalysisDocument.self, "analyze")
    #expect(incomplete.reasons == ["DIRECTORY_INCOMPLETE": 3, "ALREADY_INACTIVE": 1])
  }

  @Test("Secrets belong to whom they were given for, and keys can be changed")
  func secrets() async throws {
    let service = try await SCIMServer()
    let arguments = try arguments()
    let installation = try await Installation(arguments: arguments)
    var admin = installation.admin
    let secret = try installation.folder.write("secret", SCIMServer.token)
    try await admin.succeed(
      "directory", "scim", "corp", "--base-url", service.url, "--secret-file", secret)
    try await admin.succeed("directory", "scim", "corp", "--page-size", "7")
    #expect(try await show("corp", admin).hasSecret)
    // Somebody else must not get it.
    try await admin.succeed("directory", "scim", "corp", "--base-url", "http://127.0.0.1:9/v2")
    #expect(try await !show("corp", admin).hasSecret)
    try await admin.fail(4, "has no secret", "directory", "sync", "corp")
    try await admin.succeed(
      "directory", "scim", "corp", "--base-url", service.url, "--secret-file", secret)

    installation.server.kill()
    _ = try folder.write("keys", "\(Self.key(2))\n\(Self.key(1))")
    let rotated = try ServerProcess(
      dataFolder: installation.server.dataFolder, arguments: arguments)
    admin = admin.at(rotated.address)
    try await admin.succeed("directory", "sync", "corp")
    rotated.kill()
    _ = try folder.write("keys", Self.key(2))
    let later = try ServerProcess(
      dataFolder: installation.server.dataFolder, arguments: arguments)
    admin = admin.at(later.address)
    try await admin.succeed("directory", "sync", "corp")
    later.kill()
    let keyless = try ServerProcess(
      dataFolder: installation.server.dataFolder, arguments: ["--allow-target", "127.0.0.1"])
    admin = admin.at(keyless.address)
    try await admin.fail(4, "--secret-keys", "directory", "sync", "corp")
    try await admin.fail(
      4, "--secret-keys", "directory", "scim", "more", "--base-url", service.url,
      "--secret-file", secret)
  }

  @Test("What does not go together is refused, and named")
  func refusals() async throws {
    let installation = try await Installation(arguments: try arguments())
    let admin = installation.admin
    try await admin.fail(2, "--preset", "directory", "ldap", "corp", "--host", "h")
    let wrong = try await admin.fail(
      2, "directory.ldap.host", "directory", "ldap", "corp", "--host", "ldaps://h", "--preset",
      "openldap", "--page-size", "5000", "--user-filter", "uid=*")
    for field in ["bind_name", "user_base", "page_size", "user_filter"] {
      #expect(wrong.errors.contains("directory.ldap.\(field)"), "\(wrong.errors)")
    }
    try await admin.fail(2, "embedded", "directory", "sync", "users")
    try await admin.fail(2, "embedded", "directory", "test", "users")
    try await admin.fail(
      2, "directory.kind", "directory", "scim", "users", "--base-url", "https://example.com")
    try await admin.succeed("directory", "scim", "corp", "--base-url", "https://example.com/v2")
    let file = try installation.folder.write(
      "users.csv", "external_id,username,created_time,last_login_time,groups\n")
    try await admin.fail(2, "SyncDirectory", "users", "import", file, "--directory", "corp")
    let viewer = try await installation.terminal("viewer")
    try await viewer.fail(4, "does not allow", "directory", "sync", "corp")
    let operating = try await installation.terminal("operator")
    try await operating.fail(4, "does not allow", "directory", "test", "corp")
  }

  private func arguments() throws -> [String] {
    let file = try folder.write("keys", Self.key(1))
    return ["--allow-target", "127.0.0.1", "--secret-keys", file]
  }

  /// Looks for a secret in every file of a folder.
  private func expectNoSecret(in folder: String, _ secret: String) async throws {
    let found = try await Command("/usr/bin/grep").run(["-rlaF", secret, folder])
    #expect(found.status == 1, "\(found.output)")
  }

  private static let people =
    person("asleep", "pwdLastSuccess: 20200229173000Z")
    + person("closed", "pwdAccountLockedTime: 000001010000Z") + person("never")

  private static func person(_ name: String, _ more: String = "title: Dr") -> String {
    """
    dn: uid=\(name),ou=people,\(Slapd.base)
    objectClass: inetOrgPerson
    uid: \(name)
    cn: \(name)
    sn: \(name)
    \(more)


    """
  }

  private static let groups = """
    dn: cn=inner,ou=groups,\(Slapd.base)
    changetype: add
    objectClass: groupOfNames
    cn: inner
    member: uid=asleep,ou=people,\(Slapd.base)

    dn: cn=outer,ou=groups,\(Slapd.base)
    changetype: add
    objectClass: groupOfNames
    cn: outer
    member: cn=inner,ou=groups,\(Slapd.base)
    member: uid=never,ou=people,\(Slapd.base)

    """
}

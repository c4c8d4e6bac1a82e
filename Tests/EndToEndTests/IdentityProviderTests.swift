internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Logins that real OpenID providers prove", .timeLimit(.minutes(5)))
struct IdentityProviderTests {
  private static let header = "external_id,username,created_time,last_login_time,groups\n"

  private func installation(asleep name: String) async throws -> Installation {
    let installation = try await Installation(arguments: ["--allow-target", "127.0.0.1"])
    let file = try installation.folder.write(
      "u.csv",
      Self.header + "id-1,\(name),2020-01-01T00:00:00Z,2020-01-02T00:00:00Z,members\n"
        + "id-2,other,2020-01-01T00:00:00Z,2020-01-02T00:00:00Z,members\n")
    let admin = installation.admin
    try await admin.succeed("users", "import", file)
    try await admin.succeed("configure", "--deactivate", "--inactive-after", "90d")
    try await admin.succeed("configure", "--max-percent", "100")
    try await admin.succeed("run", "--yes")
    return installation
  }

  @Test("Canaille, signing by RSA and by EC keys")
  func canaille() async throws {
    let folder = try TemporaryFolder()
    guard let provider = try await OpenIDProvider("canaille", folder.path("canaille")) else {
      return
    }
    let installation = try await installation(asleep: "u1")
    let (admin, reporter) = (installation.admin, try await installation.terminal("reporter"))
    try await admin.succeed(
      "identity-provider", "set", provider.issuer, "--audience", "c-RS256", "--audience", "c-ES256",
      "--user-claim", "sub")
    #expect(try await admin.succeed("identity-provider", "show").contains(provider.issuer))

    let rsa = try installation.folder.write(
      "rsa", try await provider.token(client: "c-RS256", nonce: "n1", user: "u1", password: "pw1"))
    try await reporter.fail(4, "nonce", "login", "report", "--id-token", rsa, "--nonce", "n2")
    let woken = try await reporter.succeed(
      "login", "report", "--id-token", rsa, "--nonce", "n1")
    #expect(woken.contains("WOKEN"))
    // The same report again, and another one with the same token.
    let repeated = try await reporter.succeed(
      "login", "report", "--id-token", rsa, "--nonce", "n1")
    #expect(repeated == woken)
    try await reporter.fail(4, "another login", "login", "report", "--id-token", rsa)

    let elliptic = try await provider.token(
      client: "c-ES256", nonce: "n2", user: "u1", password: "pw1")
    let ec = try installation.folder.write("ec", elliptic)
    #expect(
      try await reporter.succeed("login", "report", "--id-token", ec).contains("LET_IN"))
    try await hostile(elliptic, provider, installation, reporter)
  }

  /// What is made of a good token is refused, and shows nowhere.
  private func hostile(
    _ token: String, _ provider: OpenIDProvider, _ installation: Installation,
    _ reporter: Terminal
  ) async throws {
    let parts = token.split(separator: ".").map(String.init)
    let none = Data(#"{"alg":"none"}"#.utf8).base64EncodedString().replacing("=", with: "")
    for (index, text) in [
      "\(none).\(parts[1]).\(parts[2])", "\(parts[0]).\(parts[1]).\(parts[2].reversed())",
      "\(parts[0]).\(parts[1].dropLast(4)).\(parts[2])",
    ].enumerated() {
      let file = try installation.folder.write("bad\(index)", text)
      try await reporter.fail(4, "ID token", "login", "report", "--id-token", file)
    }
    let admin = installation.admin
    try await admin.succeed(
      "identity-provider", "set", provider.issuer, "--audience", "somebody-else")
    let file = try installation.folder.write("again", token)
    try await reporter.fail(
      4, "another client", "login", "report", "--id-token", file, "--source", "x")
    try await admin.succeed("identity-provider", "remove", provider.issuer)
    try await reporter.fail(4, "does not trust", "login", "report", "--id-token", file)
    let log = try String(contentsOfFile: installation.server.dataFolder + ".log", encoding: .utf8)
    #expect(!log.contains(parts[1]) && !log.contains(parts[2]))
  }

  @Test("oidc-provider-mock, whose tokens name no key")
  func mock() async throws {
    guard let provider = try await OpenIDProvider("mock") else { return }
    let installation = try await installation(asleep: "u1")
    let (admin, reporter) = (installation.admin, try await installation.terminal("reporter"))
    try await admin.succeed(
      "identity-provider", "set", provider.issuer, "--audience", "c1", "--user-claim", "sub",
      "--algorithm", "es256")
    let file = try installation.folder.write(
      "token", try await provider.token(client: "c1", nonce: "n1", user: "u1"))
    try await reporter.fail(4, "RS256", "login", "report", "--id-token", file)
    try await admin.succeed(
      "identity-provider", "set", provider.issuer, "--algorithm", "rs256")
    // Nobody is believed while the provider is down and its keys are not known.
    provider.stop()
    let failure = try await reporter.fail(
      1, "cannot be reached", "login", "report", "--id-token", file, "--verbose")
    #expect(failure.errors.contains("IDENTITY_PROVIDER_UNAVAILABLE"))
    #expect(try await admin.succeed("users", "show", "u1").contains("DEACTIVATE"))
  }

  @Test("oidc-provider-mock wakes its user, after a restart of the server too")
  func restart() async throws {
    guard let provider = try await OpenIDProvider("mock") else { return }
    let installation = try await installation(asleep: "u1")
    let (admin, reporter) = (installation.admin, try await installation.terminal("reporter"))
    try await admin.succeed(
      "identity-provider", "set", provider.issuer, "--audience", "c1", "--user-claim", "sub")
    let file = try installation.folder.write(
      "token", try await provider.token(client: "c1", nonce: "n1", user: "u1"))
    #expect(
      try await reporter.succeed("login", "report", "--id-token", file).contains("WOKEN"))
    installation.server.kill()
    let again = try ServerProcess(
      dataFolder: installation.server.dataFolder, arguments: ["--allow-target", "127.0.0.1"])
    let terminal = Terminal(
      server: again.address, tenant: "acme", tokenFile: reporter.tokenFile,
      home: installation.folder.path)
    #expect(
      try await terminal.succeed("login", "report", "--id-token", file).contains("WOKEN"))
    try await terminal.fail(
      4, "another login", "login", "report", "--id-token", file, "--kind", "session")
  }

  @Test("A provider where the operator lets nobody reach is refused when it is set")
  func guarded() async throws {
    let installation = try await Installation()
    let admin = installation.admin
    for (issuer, text) in [
      ("http://127.0.0.1:9", "--allow-target"), ("https://10.0.0.1", "--allow-target"),
      ("http://id.example.org", "https://"), ("id.example.org", "URL"),
    ] {
      try await admin.fail(
        2, text, "identity-provider", "set", issuer, "--audience", "c")
    }
    try await admin.fail(2, "audiences", "identity-provider", "set", "https://id.example.org")
    try await admin.fail(
      1, "no identity provider", "identity-provider", "remove", "https://id.example.org")
    try await admin.fail(2, "either", "login", "report", "ann", "--id-token", "x")
  }
}

internal import Foundation
internal import TestSupport
internal import Testing

@Suite("TLS")
struct TLSTests {
  /// A key and a certificate for 127.0.0.1 that vouches for itself.
  private func certificate(_ folder: TemporaryFolder) async throws -> (file: String, key: String) {
    let (file, key) = (folder.path("cert.pem"), folder.path("key.pem"))
    let made = try await Command("/usr/bin/openssl").run([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", key, "-out", file, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
      "subjectAltName=IP:127.0.0.1",
    ])
    try #require(made.status == 0, "\(made.errors)")
    return (file, key)
  }

  @Test("The client trusts the authority that it is given, and nothing else")
  func authority() async throws {
    let folder = try TemporaryFolder()
    let (file, key) = try await certificate(folder)
    let server = try ServerProcess(
      dataFolder: folder.path("data"), arguments: ["--tls-cert", file, "--tls-key", key])
    let fleet = Terminal(
      server: server.address, tokenFile: server.dataFolder + "/fleet.token", home: folder.path)
    try await fleet.succeed("tenant", "create", "acme", "--ca", file)
    #expect(try await fleet.succeed("tenant", "list", "--ca", file).contains("acme"))
    // Plaintext to a server that speaks TLS, and an authority that did not sign.
    try await fleet.fail(5, "127.0.0.1", "tenant", "list", "--timeout", "5s")
    let stranger = try TemporaryFolder()
    let other = try await certificate(stranger)
    try await fleet.fail(5, "127.0.0.1", "tenant", "list", "--ca", other.file, "--timeout", "5s")
    let health = try await Command("/usr/bin/curl").run(
      ["--silent", "--fail", "--cacert", file, "https://\(server.address)/healthz"])
    #expect(health.output.hasPrefix("ok"))
    #expect(server.terminate() == 0)
  }

  @Test("A certificate without its key, or with a file that is none, is one clear error")
  func badFiles() async throws {
    let folder = try TemporaryFolder()
    let (file, key) = try await certificate(folder)
    let wrong = try folder.write("wrong.pem", "nothing")
    let attempts = [
      ["--tls-cert", file], ["--tls-cert", wrong, "--tls-key", key],
      ["--tls-cert", file, "--tls-key", wrong],
      ["--tls-cert", folder.path("missing"), "--tls-key", key],
    ]
    for arguments in attempts {
      do {
        let server = try ServerProcess(dataFolder: folder.path("data"), arguments: arguments)
        Issue.record("it listens on \(server.address)")
      } catch let error as ServerProcess.StartError {
        let errors = error.description.split(separator: "\n").filter { $0.hasPrefix("Error:") }
        #expect(errors.count == 1, "\(error.description)")
      }
    }
  }

  /// A server that asks its clients for certificates, and an authority that signs them.
  private func withMutualTLS(
    _ body: (ServerProcess, CertificateAuthority, TemporaryFolder) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let authority = try await CertificateAuthority("authority", in: folder)
    let own = try await authority.issue("server", "DNS:localhost,IP:127.0.0.1")
    let server = try ServerProcess(
      dataFolder: folder.path("data"),
      arguments: [
        "--tls-cert", own.certificate, "--tls-key", own.key, "--client-ca", authority.certificate,
      ])
    try await body(server, authority, folder)
    #expect(server.terminate() == 0)
  }

  @Test("A stock client shows a certificate in place of a token, and compresses both ways")
  func stockClient() async throws {
    try await withMutualTLS { server, authority, _ in
      let name = "spiffe://example.org/scanner"
      let client = try await authority.issue("scanner", "URI:\(name)")
      try await Python.run(
        "secure.py",
        [
          server.address, server.dataFolder + "/fleet.token", authority.certificate,
          client.certificate, client.key, name,
        ])
    }
  }

  @Test("The command line shows a certificate, with a token and in place of one")
  func commandLine() async throws {
    try await withMutualTLS { server, authority, folder in
      let files = try await authority.issue("person", "email:pat@example.org")
      let shown = [
        "--ca", authority.certificate, "--client-cert", files.certificate, "--client-key",
        files.key,
      ]
      let fleet = Terminal(
        server: server.address, tokenFile: server.dataFolder + "/fleet.token", home: folder.path)
      let person = Terminal(
        server: server.address, tenant: "acme", tokenFile: "", home: folder.path)
      for arguments in [
        ["tenant", "create", "acme"],
        [
          "token", "issue", "pat", "--tenant", "acme", "--role", "viewer", "--client-name",
          "pat@example.org",
        ],
      ] {
        let result = try await fleet.run(arguments + shown)
        #expect(result.status == 0, "\(result.errors)")
      }
      let listed = try await person.run(["users", "list"] + shown)
      #expect(listed.status == 0, "\(listed.errors)")
      let refused = try await person.run(["token", "list"] + shown)
      #expect(refused.status == 4 && refused.errors.contains("viewer"), "\(refused.errors)")
      let without = try await fleet.run(
        ["tenant", "list", "--ca", authority.certificate, "--timeout", "5s"])
      #expect(without.status == 5, "\(without.errors)")
    }
  }

  @Test("SIGHUP puts new certificates into use")
  func hangup() async throws {
    let folder = try TemporaryFolder()
    let old = try await CertificateAuthority("old", in: folder)
    let new = try await CertificateAuthority("new", in: folder)
    let own = try await old.issue("server", "IP:127.0.0.1")
    let server = try ServerProcess(
      dataFolder: folder.path("data"),
      arguments: ["--tls-cert", own.certificate, "--tls-key", own.key])
    /// Whether somebody who trusts an authority alone reaches the server.
    func isTrusted(_ authority: CertificateAuthority) async throws -> Bool {
      try await Command("/usr/bin/env").run([
        "curl", "--silent", "--fail", "--cacert", authority.certificate,
        "https://\(server.address)/healthz",
      ]).status == 0
    }
    #expect(try await isTrusted(old))
    _ = try await new.issue("server", "IP:127.0.0.1")
    kill(server.processID, SIGHUP)
    // The ten seconds between two looks at the files need not pass; they are no harm either.
    try await eventually("the new certificate is shown") { try await isTrusted(new) }
    #expect(try await !isTrusted(old))
    #expect(server.terminate() == 0)
  }
}

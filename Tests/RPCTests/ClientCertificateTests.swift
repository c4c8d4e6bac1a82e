internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("Certificates of clients", .timeLimit(.minutes(1)))
struct ClientCertificateTests {
  private let folder: TemporaryFolder
  private let authority: CertificateAuthority
  private let server: Server

  init() async throws {
    folder = try TemporaryFolder()
    authority = try await CertificateAuthority("authority", in: folder)
    let own = try await authority.issue("server", "DNS:localhost")
    var configuration = ServerConfiguration()
    configuration.tls = TLSFiles(certificate: own.certificate, key: own.key)
    configuration.clientAuthorities = authority.certificate
    let whoAmI = Method.unary("/t/WhoAmI") { _, context in
      ByteBuffer(string: context.peer.clientName ?? "nobody")
    }
    server = try await Server.start(configuration, methods: MethodTable([whoAmI]))
  }

  /// What the server calls the owner of a certificate.
  private func name(_ files: CertificateAuthority.Files?) async throws -> String {
    var target = ClientConfiguration(host: server.host, port: server.port)
    target.tls = ClientTLS(
      authoritiesFile: authority.certificate, serverName: "localhost",
      certificate: files.map { TLSFiles(certificate: $0.certificate, key: $0.key) })
    let client = Client(target)
    do {
      let answer = try await client.unary(
        "/t/WhoAmI", ByteBuffer(), CallOptions(timeout: .seconds(10)))
      await client.close()
      return answer.message.text
    } catch {
      await client.close()
      throw error
    }
  }

  @Test(
    "A client is called by its URI, else its DNS name, else its email address",
    arguments: [
      (
        "email:a@example.org,DNS:One.Example.org,URI:spiffe://example.org/scanner",
        "spiffe://example.org/scanner"
      ),
      ("email:a@example.org,DNS:One.Example.org,DNS:two.example.org", "one.example.org"),
      ("IP:127.0.0.1,email:a@example.org", "a@example.org"), ("IP:127.0.0.1", "nobody"),
      (nil, "nobody"),
    ] as [(String?, String)])
  func names(_ alternativeNames: String?, _ expected: String) async throws {
    let files = try await authority.issue("client", alternativeNames)
    #expect(try await name(files) == expected)
    await server.shutdown(grace: .zero)
  }

  @Test("Nobody gets in without a certificate, or with one that a stranger signed")
  func strangers() async throws {
    let stranger = try await CertificateAuthority("stranger", in: folder)
    let foreign = try await stranger.issue("foreign", "URI:spiffe://example.org/scanner")
    for files in [nil, foreign] {
      let status = await status { _ = try await name(files) }
      #expect(status?.code == .unavailable)
    }
    let curl = try await Command("/usr/bin/env").run([
      "curl", "--silent", "--cacert", authority.certificate,
      "--resolve", "localhost:\(server.port):127.0.0.1",
      "https://localhost:\(server.port)/healthz",
    ])
    #expect(curl.status != 0)
    await server.shutdown(grace: .zero)
  }

  @Test("Authorities of clients without TLS are refused at the start")
  func plaintext() async throws {
    var configuration = ServerConfiguration()
    configuration.clientAuthorities = authority.certificate
    await #expect(throws: RPCError.self) {
      _ = try await Server.start(configuration, methods: MethodTable([]))
    }
    await server.shutdown(grace: .zero)
  }
}

internal import Foundation
internal import Logging
internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("Certificates that change", .timeLimit(.minutes(1)))
struct CertificateReloadTests {
  private let folder: TemporaryFolder
  private let first: CertificateAuthority
  private let second: CertificateAuthority
  private let recorder = LogRecorder()

  init() async throws {
    folder = try TemporaryFolder()
    first = try await CertificateAuthority("first", in: folder)
    second = try await CertificateAuthority("second", in: folder)
  }

  /// Where the server looks.
  private var files: TLSFiles {
    TLSFiles(certificate: folder.path("live.pem"), key: folder.path("live.key"))
  }

  private func install(_ authority: CertificateAuthority, _ name: String) async throws {
    let made = try await authority.issue(name, "DNS:localhost")
    for (from, to) in [(made.certificate, files.certificate), (made.key, files.key)] {
      let data = try Data(contentsOf: URL(filePath: from))
      try data.write(to: URL(filePath: to), options: .atomic)
    }
  }

  private func start(interval: Duration) async throws -> Server {
    var configuration = ServerConfiguration()
    configuration.tls = files
    configuration.certificateInterval = interval
    configuration.logger = recorder.logger
    return try await Server.start(configuration, methods: MethodTable(CallKindTests.methods))
  }

  private func client(_ server: Server, trusting authority: CertificateAuthority) -> Client {
    var target = ClientConfiguration(host: server.host, port: server.port)
    target.tls = ClientTLS(authoritiesFile: authority.certificate, serverName: "localhost")
    return Client(target)
  }

  /// Whether a new connection is trusted by those who trust the authority.
  private func isTrusted(_ server: Server, by authority: CertificateAuthority) async -> Bool {
    let client = client(server, trusting: authority)
    let status = await status { _ = try await client.unary("/test.Echo/Unary", ByteBuffer()) }
    await client.close()
    return status == nil
  }

  @Test("New connections get the new certificate, and old ones go on")
  func change() async throws {
    try await install(first, "one")
    let server = try await start(interval: .milliseconds(20))
    let old = client(server, trusting: first)
    let call = try await old.open("/test.Echo/Chat")
    var answers = call.responses.makeAsyncIterator()
    try await call.send(ByteBuffer(string: "before"))
    #expect(try await answers.next()?.text == "before")

    try await install(second, "two")
    try await eventually("the change is noticed") { !recorder.messages(.notice).isEmpty }
    try await eventually("both files are read") { await isTrusted(server, by: second) }
    #expect(await !isTrusted(server, by: first))
    try await call.send(ByteBuffer(string: "after"))
    #expect(try await answers.next()?.text == "after")
    call.cancel()
    await old.close()
    await server.shutdown(grace: .zero)
  }

  @Test("Files that cannot be used change nothing, and are complained of once")
  func broken() async throws {
    try await install(first, "one")
    let server = try await start(interval: .milliseconds(20))
    try Data("nothing".utf8).write(to: URL(filePath: files.certificate), options: .atomic)
    try await eventually("the change is noticed") { !recorder.messages(.error).isEmpty }
    #expect(await isTrusted(server, by: first))
    // The same files are looked at many times more before others come.
    try await install(second, "two")
    try await eventually("the good files are read") { await isTrusted(server, by: second) }
    // Of the two files, one is replaced before the other.
    #expect((1...2).contains(recorder.messages(.error).count))
    await server.shutdown(grace: .zero)
  }

  @Test("They are read again when that is asked for")
  func asked() async throws {
    try await install(first, "one")
    let server = try await start(interval: .seconds(3600))
    try await install(second, "two")
    #expect(await isTrusted(server, by: first))
    await server.reloadCertificates()
    #expect(await isTrusted(server, by: second))
    try FileManager.default.removeItem(atPath: files.key)
    await server.reloadCertificates()
    #expect(await isTrusted(server, by: second))
    #expect(recorder.messages(.error).count == 1 && recorder.messages(.notice).count == 1)
    await server.shutdown(grace: .zero)
  }

  @Test("TLS 1.2 and 1.3 are spoken, and nothing older", arguments: ["1_1", "1_2", "1_3"])
  func versions(_ version: String) async throws {
    try await install(first, "one")
    let server = try await start(interval: .seconds(3600))
    let answer = try await Command("/usr/bin/env").run([
      "openssl", "s_client", "-connect", "127.0.0.1:\(server.port)", "-tls\(version)", "-cipher",
      "DEFAULT@SECLEVEL=0", "-alpn", "h2,http/1.1", "-CAfile", first.certificate,
    ])
    #expect((answer.status == 0) == (version != "1_1"), "\(answer.errors)")
    #expect(answer.output.contains("ALPN protocol: h2") == (version != "1_1"))
    await server.shutdown(grace: .zero)
  }
}

internal import NIOCore
internal import Testing

@testable internal import RPC

@Suite("Listening, in plaintext and TLS", .timeLimit(.minutes(3)))
struct ListenTests {
  private static let echo = MethodTable([.unary("/t/Echo") { request, _ in request }])

  private func code(_ configuration: ServerConfiguration) async -> RPCError.Code? {
    do throws(RPCError) {
      let server = try await Server.start(configuration, methods: Self.echo)
      await server.shutdown(grace: .zero)
      return nil
    } catch {
      return error.code
    }
  }

  @Test("A port in use is told as such")
  func portInUse() async throws {
    let first = try await Server.start(ServerConfiguration(), methods: Self.echo)
    #expect(await code(ServerConfiguration(port: first.port)) == .addressInUse)
    await first.shutdown(grace: .zero)
  }

  @Test("Plaintext where others can reach it is refused unless it is allowed")
  func plaintext() async {
    var configuration = ServerConfiguration(host: "0.0.0.0")
    #expect(await code(configuration) == .plaintextRefused)
    configuration.allowsPlaintextAnywhere = true
    #expect(await code(configuration) == nil)
    #expect(await code(ServerConfiguration(host: "localhost")) == nil)
  }

  @Test("An address that is not ours cannot be bound")
  func foreignAddress() async {
    var configuration = ServerConfiguration(host: "192.0.2.1")
    configuration.allowsPlaintextAnywhere = true
    #expect(await code(configuration) == .cannotBind)
  }

  @Test("TLS carries calls to those who trust the certificate, and to nobody else")
  func tls() async throws {
    let folder = try await Certificates()
    var configuration = ServerConfiguration()
    configuration.tls = folder.server
    let server = try await Server.start(configuration, methods: Self.echo)
    var target = ClientConfiguration(host: "localhost", port: server.port)
    target.targets[0].host = server.host
    target.tls = ClientTLS(authoritiesFile: folder.server.certificate, serverName: "localhost")
    let client = Client(target)
    let response = try await client.unary("/t/Echo", ByteBuffer(string: "hidden"))
    #expect(response.message.text == "hidden")

    var others = [target, target, target]
    others[0].tls = ClientTLS(authoritiesFile: folder.other.certificate, serverName: "localhost")
    others[1].tls?.serverName = "example.org"
    others[2].tls = nil
    for configuration in others {
      let other = Client(configuration)
      let status = await status { _ = try await other.unary("/t/Echo", ByteBuffer()) }
      #expect(status?.code == .unavailable)
      await other.close()
    }
    await client.close()
    await server.shutdown(grace: .seconds(1))
  }

  @Test("A certificate that is missing or has another key is told as such")
  func badCertificate() async throws {
    let folder = try await Certificates()
    var configuration = ServerConfiguration()
    configuration.tls = TLSFiles(certificate: "/nowhere/cert.pem", key: folder.server.key)
    #expect(await code(configuration) == .badCertificate)
    configuration.tls = TLSFiles(
      certificate: folder.server.certificate, key: folder.other.key)
    #expect(await code(configuration) == .badCertificate)
  }
}

internal import NIOCore
internal import RPC

/// Makes sure that what is measured is right.
enum BenchCheck {
  private static let timeout = Duration.seconds(10)

  /// Asks a server for one user by a real client, and fails unless the answer is right.
  static func get(_ server: RunningServer) async throws {
    var configuration = ClientConfiguration(host: "127.0.0.1", port: server.port)
    if let tls = server.tls {
      configuration.tls = ClientTLS(authoritiesFile: tls.certificate, serverName: "localhost")
    }
    let client = Client(configuration)
    let user = BenchUser(number: 42)
    let outcome: Result<ByteBuffer, Status>
    do throws(Status) {
      let options = CallOptions(timeout: timeout)
      outcome = .success(
        try await client.unary(BenchMethod.get, ByteBuffer(bytes: user.request), options).message)
    } catch {
      outcome = .failure(error)
    }
    await client.close()
    guard try outcome.get() == ByteBuffer(bytes: user.reply) else {
      throw BenchError(.failed, "a server's answer is wrong")
    }
  }
}

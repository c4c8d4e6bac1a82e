internal import NIOCore
internal import RPC

/// Makes sure that what is measured is right, by a real client.
enum BenchCheck {
  private static let options = CallOptions(timeout: .seconds(30))

  /// Asks a server for one user, and fails unless the answer is right.
  static func get(_ server: RunningServer) async throws {
    let user = BenchUser(number: 42)
    let answer = try await withClient(of: server) { (client) throws(Status) in
      try await client.unary(BenchMethod.get, ByteBuffer(bytes: user.request), options).message
    }
    guard answer.readableBytesView.elementsEqual(user.encodedReply) else {
      throw BenchError(.failed, "a server's answer is wrong")
    }
  }

  /// Asks a server for a stream, and fails unless it has as many messages as were asked for.
  static func list(_ server: RunningServer, count: Int) async throws {
    let request = ByteBuffer(bytes: BenchMessages.listRequest(count))
    let received = try await withClient(of: server) { (client) throws(Status) in
      var received = 0
      let call = try await client.serverStream(BenchMethod.list, request, options)
      for try await _ in call.responses { received += 1 }
      return received
    }
    guard received == count else {
      throw BenchError(.failed, "a server sent \(received) messages instead of \(count)")
    }
  }

  private static func withClient<Value: Sendable>(
    of server: RunningServer, _ body: (Client) async throws(Status) -> Value
  ) async throws -> Value {
    var configuration = ClientConfiguration(host: "127.0.0.1", port: server.port)
    if let tls = server.tls {
      configuration.tls = ClientTLS(authoritiesFile: tls.certificate, serverName: "localhost")
    }
    let client = Client(configuration)
    let outcome: Result<Value, Status>
    do throws(Status) {
      outcome = .success(try await body(client))
    } catch {
      outcome = .failure(error)
    }
    await client.close()
    return try outcome.get()
  }
}

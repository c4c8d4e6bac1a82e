internal import NIOCore
internal import Testing

@testable internal import RPC

/// Runs a server with the methods on a free port of loopback, and a client of it.
func withServer<Result>(
  _ methods: [RPC.Method], limits: ServerLimits = ServerLimits(),
  _ body: (Client, Server) async throws -> Result
) async throws -> Result {
  var configuration = ServerConfiguration()
  configuration.limits = limits
  configuration.eventLoopCount = 2
  let server = try await Server.start(configuration, methods: MethodTable(methods))
  let client = Client(ClientConfiguration(host: server.host, port: server.port))
  do {
    let result = try await body(client, server)
    await client.close()
    await server.shutdown(grace: .seconds(5))
    return result
  } catch {
    await client.close()
    await server.shutdown(grace: .zero)
    throw error
  }
}

/// Waits until the task is cancelled, and throws then.
func untilCancelled() async throws {
  let (never, source) = AsyncStream<Void>.makeStream()
  for await _ in never {}
  source.finish()
  throw CancellationError()
}

/// The status that a call fails with.
func status(of body: () async throws -> Void) async -> Status? {
  do {
    try await body()
    return nil
  } catch {
    return error as? Status
  }
}

extension ByteBuffer {
  /// The bytes as text.
  var text: String { String(buffer: self) }
}

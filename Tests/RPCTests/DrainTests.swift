internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("Shutting down", .timeLimit(.minutes(3)))
struct DrainTests {
  private func start(_ methods: [RPC.Method]) async throws -> (Server, Client) {
    let server = try await Server.start(ServerConfiguration(), methods: MethodTable(methods))
    return (server, Client(ClientConfiguration(host: server.host, port: server.port)))
  }

  @Test("Running calls end well, and new ones are not taken")
  func drain() async throws {
    let started = Counter()
    let (gate, open) = AsyncStream<Void>.makeStream()
    let slow: RPC.Method = .unary("/t/Slow") { request, _ in
      started.add(1)
      for await _ in gate { break }
      return request
    }
    let (server, client) = try await start([slow])
    let call = Task { try await client.unary("/t/Slow", ByteBuffer(string: "late")).message.text }
    try await eventually("the call runs") { started.value == 1 }
    let shutdown = Task { await server.shutdown(grace: .seconds(20)) }
    try await eventually("new calls are refused") {
      let options = CallOptions(timeout: .milliseconds(200))
      let code = await status { _ = try await client.unary("/t/Slow", ByteBuffer(), options) }?.code
      return code == .unavailable
    }
    open.yield()
    #expect(try await call.value == "late")
    await shutdown.value
    await server.waitUntilClosed()
    #expect(server.connectionCount == 0)
    await client.close()
  }

  @Test("When the grace time is over, calls are UNAVAILABLE and their handlers cancelled")
  func graceRunsOut() async throws {
    let started = Counter()
    let cancelled = Counter()
    let wait: RPC.Method = .bidirectional("/t/Wait") { call in
      started.add(1)
      do {
        for try await _ in call.requests {}
      } catch {
        cancelled.add(1)
        throw error
      }
    }
    let (server, client) = try await start([wait])
    let call = try await client.open("/t/Wait")
    try await eventually("the call runs") { started.value == 1 }
    await server.shutdown(grace: .milliseconds(100))
    let ended = await status { for try await _ in call.responses {} }
    #expect(ended?.code == .unavailable)
    #expect(cancelled.value == 1)
    await client.close()
  }

  @Test("An idle connection does not hold a shutdown up")
  func idleConnection() async throws {
    let (server, client) = try await start([.unary("/t/Echo") { request, _ in request }])
    _ = try await client.unary("/t/Echo", ByteBuffer())
    let time = await ContinuousClock().measure { await server.shutdown(grace: .seconds(30)) }
    #expect(time < .seconds(5))
    await client.close()
  }

  @Test("A handler that does not heed its cancellation does not hold a shutdown up for ever")
  func stubbornHandler() async throws {
    var configuration = ServerConfiguration()
    configuration.limits.cancelledHandlerTime = .milliseconds(200)
    let started = Counter()
    let (gate, open) = AsyncStream<Void>.makeStream()
    let stubborn: RPC.Method = .unary("/t/Stubborn") { request, _ in
      started.add(1)
      // A detached task is not cancelled with the handler.
      await Task.detached { for await _ in gate { break } }.value
      return request
    }
    let server = try await Server.start(configuration, methods: MethodTable([stubborn]))
    let client = Client(ClientConfiguration(host: server.host, port: server.port))
    let call = Task { try await client.unary("/t/Stubborn", ByteBuffer()) }
    try await eventually("the call runs") { started.value == 1 }
    let shutdown = Task { await server.shutdown(grace: .milliseconds(50)) }
    let ended = await status { _ = try await call.value }
    #expect(ended?.code == .unavailable)
    try await eventually("the handler is given up") { server.connectionCount == 0 }
    open.yield()
    await shutdown.value
    await client.close()
  }
}

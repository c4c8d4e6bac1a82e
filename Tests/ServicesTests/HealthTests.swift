internal import NIOCore
internal import Testing

internal import Messages
internal import RPC
@testable internal import Services

@Suite("Health", .timeLimit(.minutes(1)))
struct HealthTests {
  private static func withHealth(
    _ body: (ServerHealth, Client) async throws -> Void
  ) async throws {
    let health = ServerHealth()
    let methods = HealthService(health, services: ["some.Service"]).methods()
    let server = try await Server.start(ServerConfiguration(), methods: MethodTable(methods))
    let client = Client(ClientConfiguration(host: server.host, port: server.port))
    try await body(health, client)
    await client.close()
    await server.shutdown(grace: .seconds(5))
  }

  private static func watch(_ service: String, _ client: Client) async throws -> ClientCall {
    let request = HealthCheckRequest.with { $0.service = service }
    return try await client.serverStream(
      Methods.Health.watch.path, ByteBuffer(bytes: request.encode()))
  }

  private static func next(
    _ iterator: inout ResponseStream.AsyncIterator
  ) async throws -> ServingStatus? {
    let message = try await iterator.next(isolation: nil)
    return try message.flatMap {
      try HealthCheckResponse.decode(Array($0.readableBytesView)).status
    }
  }

  @Test(
    "A watcher is told the state at once and when the server drains",
    arguments: ["", "some.Service"])
  func drain(service: String) async throws {
    try await Self.withHealth { health, client in
      let call = try await Self.watch(service, client)
      var states = call.responses.makeAsyncIterator()
      #expect(try await Self.next(&states) == .serving)
      health.drain()
      #expect(try await Self.next(&states) == .notServing)
      await #expect(throws: Status(.unavailable, "the server is stopping: watch again")) {
        _ = try await Self.next(&states)
      }
      // Whoever comes later is told as well.
      let late = try await Self.watch(service, client)
      var lateStates = late.responses.makeAsyncIterator()
      #expect(try await Self.next(&lateStates) == .notServing)
      let request = HealthCheckRequest.with { $0.service = service }
      let checked = try await client.unary(
        Methods.Health.check.path, ByteBuffer(bytes: request.encode()))
      #expect(
        try HealthCheckResponse.decode(Array(checked.message.readableBytesView)).status
          == .notServing)
    }
  }

  @Test("A name that nobody knows is told as such, and watched on")
  func unknown() async throws {
    try await Self.withHealth { health, client in
      let call = try await Self.watch("no.Service", client)
      var states = call.responses.makeAsyncIterator()
      #expect(try await Self.next(&states) == .serviceUnknown)
      health.drain()
      await #expect(throws: Status.self) { _ = try await Self.next(&states) }
    }
  }

  @Test("There is a limit on watchers, and one that goes makes room")
  func limit() async throws {
    let health = ServerHealth()
    let here = PeerNetwork(address: "127.0.0.1")
    var streams = (0..<ServerHealth.maxWatchers).compactMap { _ in health.watch(from: here) }
    #expect(streams.count == ServerHealth.maxWatchers)
    #expect(health.watch(from: here) == nil)
    try await Self.withHealth { health, client in
      let held = (0..<ServerHealth.maxWatchers).compactMap { _ in health.watch(from: here) }
      let call = try await Self.watch("", client)
      var states = call.responses.makeAsyncIterator()
      let refused = await #expect(throws: Status.self) { _ = try await Self.next(&states) }
      #expect(refused?.code == .resourceExhausted)
      withExtendedLifetime(held) {}
    }
    streams.removeLast()
    #expect(health.watch(from: here) != nil)
  }

  @Test("Who takes every place gives some up for others, the oldest first")
  func displacing() async throws {
    try await Self.withHealth { health, client in
      let call = try await Self.watch("", client)
      var states = call.responses.makeAsyncIterator()
      #expect(try await Self.next(&states) == .serving)
      let here = PeerNetwork(address: "127.0.0.1")
      let held = (1..<ServerHealth.maxWatchers).compactMap { _ in health.watch(from: here) }
      #expect(held.count == ServerHealth.maxWatchers - 1)
      let others = (1...3).compactMap {
        health.watch(from: PeerNetwork(address: "192.0.2.\($0)"))
      }
      #expect(others.count == 3)
      await #expect(
        throws: Status(.unavailable, "others need the place of this watch: watch again later")
      ) { _ = try await Self.next(&states) }
      for stream in held[..<2] {
        var seen: [Bool] = []
        for await isServing in stream { seen.append(isServing) }
        #expect(seen == [true])
      }
      #expect(health.watch(from: here) == nil)
      withExtendedLifetime((held, others)) {}
    }
  }
}

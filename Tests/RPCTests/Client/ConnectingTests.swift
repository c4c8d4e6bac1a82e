internal import NIOCore
internal import NIOPosix
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Connecting", .timeLimit(.minutes(2)))
struct ConnectingTests {
  /// A port of loopback on which nobody listens.
  private static func deadPort() async throws -> Int {
    let server = try await ScriptedServer()
    try await server.close()
    return server.port
  }

  private static func client(
    _ ports: [Int], change: (inout ClientConfiguration) -> Void = { _ in }
  ) -> Client {
    var configuration = ClientConfiguration(
      targets: ports.map { ClientTarget(host: "127.0.0.1", port: $0) })
    change(&configuration)
    return Client(configuration)
  }

  @Test("A dead server is passed over, and every server that failed is named")
  func deadServer() async throws {
    let (dead, other) = (try await Self.deadPort(), try await Self.deadPort())
    let server = try await ScriptedServer()
    let client = Self.client([dead, server.port])
    _ = try await client.unary("/t/Echo", ByteBuffer())
    #expect(await client.connectivity() == .ready)
    await client.close()

    let lost = Self.client([dead, other])
    let ended = await status { _ = try await lost.unary("/t/Echo", ByteBuffer()) }
    #expect(ended?.code == .unavailable)
    #expect(
      ended?.message == "cannot connect to 127.0.0.1:\(dead): connection refused; "
        + "127.0.0.1:\(other): connection refused")
    #expect(await lost.connectivity() == .transientFailure)
    await lost.close()
    #expect(await lost.connectivity() == .shutdown)
    try await server.close()
  }

  @Test("A server that takes connections and says nothing does not keep a call from the next one")
  func blackHole() async throws {
    let mute = try await ScriptedServer(isMute: true)
    let server = try await ScriptedServer()
    // Far longer than the test may take: only the next address can be what answers.
    let client = Self.client([mute.port, server.port]) { $0.connectTimeout = .seconds(600) }
    _ = try await client.unary("/t/Echo", ByteBuffer())
    #expect(server.requests.value == 1 && mute.connections.value == 1)
    await client.close()
    try await mute.close()
    try await server.close()
  }

  @Test("A server that never speaks HTTP/2 is given up after the time for connecting")
  func connectTimeout() async throws {
    let mute = try await ScriptedServer(isMute: true)
    let client = Self.client([mute.port]) { $0.connectTimeout = .milliseconds(300) }
    let ended = await status { _ = try await client.unary("/t/Echo", ByteBuffer()) }
    #expect(ended?.code == .unavailable)
    #expect(ended?.message.hasSuffix("no answer within 300 ms") == true)
    await client.close()
    try await mute.close()
  }

  @Test("A name is tried at each of its addresses, and one without any is said to have none")
  func names() async throws {
    let server = try await ScriptedServer()
    let port = server.port
    let resolver = NameResolver { target, loop in
      loop.makeCompletedFuture {
        if target.host == "nowhere.example" { return [] }
        if target.host == "broken.example" { throw Status(.unavailable, "no such name") }
        // Loopback has more addresses than this one; nobody listens there.
        return try ["127.7.7.7", "127.0.0.1"].map { try SocketAddress(ipAddress: $0, port: port) }
      }
    }
    let targets = ["nowhere.example", "broken.example", "some.example"].map {
      ClientTarget(host: $0, port: port)
    }
    let client = Client(ClientConfiguration(targets: targets), resolver: resolver)
    _ = try await client.unary("/t/Echo", ByteBuffer())
    await client.close()
    let lost = Client(ClientConfiguration(targets: Array(targets[..<2])), resolver: resolver)
    let ended = await status { _ = try await lost.unary("/t/Echo", ByteBuffer()) }
    #expect(
      ended?.message == "cannot connect to nowhere.example:\(port): the name has no address; "
        + "broken.example:\(port): no such name")
    await lost.close()
    try await server.close()
  }

  @Test("A name that nobody answers for does not keep a call from the next server")
  func slowName() async throws {
    let server = try await ScriptedServer()
    let never = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: [SocketAddress].self)
    let resolver = NameResolver { _, loop in never.futureResult.hop(to: loop) }
    var configuration = ClientConfiguration(targets: [
      ClientTarget(host: "slow.example", port: server.port),
      ClientTarget(host: "127.0.0.1", port: server.port),
    ])
    // Far longer than the call may take.
    configuration.connectTimeout = .seconds(600)
    let client = Client(configuration, resolver: resolver)
    let options = CallOptions(timeout: .seconds(10))
    _ = try await client.unary("/t/Echo", ByteBuffer(), options)
    #expect(server.requests.value == 1)
    await client.close()
    never.succeed([])
    try await server.close()
  }

  @Test("A server whose name is found within a moment comes before those behind it")
  func orderOfNames() async throws {
    let (server, other) = (try await ScriptedServer(), try await ScriptedServer())
    let resolver = NameResolver { target, loop in
      loop.scheduleTask(in: .milliseconds(20)) {
        [try SocketAddress(ipAddress: "127.0.0.1", port: target.port)]
      }.futureResult
    }
    var configuration = ClientConfiguration(targets: [
      ClientTarget(host: "some.example", port: server.port),
      ClientTarget(host: "127.0.0.1", port: other.port),
    ])
    configuration.addressDelay = .seconds(600)
    let client = Client(configuration, resolver: resolver)
    _ = try await client.unary("/t/Echo", ByteBuffer())
    #expect(server.requests.value == 1 && other.connections.value == 0)
    await client.close()
    try await server.close()
    try await other.close()
  }

  @Test("The system's names are looked up")
  func systemNames() async throws {
    let server = try await ScriptedServer()
    let client = Client(ClientConfiguration(host: "localhost", port: server.port))
    _ = try await client.unary("/t/Echo", ByteBuffer())
    await client.close()
    let nowhere = Client(ClientConfiguration(host: "no-such-name.invalid", port: 1))
    let ended = await status { _ = try await nowhere.unary("/t/Echo", ByteBuffer()) }
    #expect(ended?.code == .unavailable)
    #expect(ended?.message.contains("no-such-name.invalid:1: ") == true)
    await nowhere.close()
    try await server.close()
  }

  @Test("Cancelling a task while its client connects ends the call at once")
  func cancelled() async throws {
    let mute = try await ScriptedServer(isMute: true)
    let client = Self.client([mute.port]) { $0.connectTimeout = .seconds(600) }
    let call = Task { _ = try await client.unary("/t/Echo", ByteBuffer()) }
    try await eventually("the client connects") { mute.connections.value == 1 }
    call.cancel()
    #expect(await status { try await call.value }?.code == .cancelled)
    await client.close()
    try await mute.close()
  }

  @Test("The deadline holds while connecting, and says what is wrong")
  func deadline() async throws {
    let client = Self.client([try await Self.deadPort()])
    let options = CallOptions(timeout: .milliseconds(300), readyTimeout: .seconds(600))
    let ended = await status { _ = try await client.unary("/t/Echo", ByteBuffer(), options) }
    #expect(ended?.code == .deadlineExceeded)
    #expect(ended?.message.contains("connection refused") == true)
    let patient = CallOptions(readyTimeout: .milliseconds(100))
    let other = await status { _ = try await client.unary("/t/Echo", ByteBuffer(), patient) }
    #expect(other?.code == .unavailable)
    #expect(other?.message.contains("connection refused") == true)
    await client.close()
  }

  @Test("Every call has a deadline, which the server is told")
  func defaultDeadline() async throws {
    let timeouts = Mutex<[String?]>([])
    let echo: RPC.Method = .bidirectional("/t/Left") { call in
      let left = call.context.deadline.map { $0 - .now }
      let isLong = left.map { $0 > .seconds(3600) }
      timeouts.withLock { $0.append(isLong.map { $0 ? "long" : "short" }) }
      try await call.send(ByteBuffer())
    }
    try await withServer([echo]) { client, _ in
      _ = try await client.unary("/t/Left", ByteBuffer())
      for try await _ in try await client.serverStream("/t/Left", ByteBuffer()).responses {}
    }
    #expect(timeouts.withLock { $0 } == ["short", "long"])
    let configuration = ClientConfiguration(host: "h", port: 1)
    #expect(configuration.unaryTimeout == .seconds(60))
  }
}

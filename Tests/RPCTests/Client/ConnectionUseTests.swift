internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Keeping a connection", .timeLimit(.minutes(2)))
struct ConnectionUseTests {
  private static func client(
    _ server: ScriptedServer, _ change: (inout ClientConfiguration) -> Void
  ) -> Client {
    var configuration = ClientConfiguration(host: "127.0.0.1", port: server.port)
    change(&configuration)
    return Client(configuration)
  }

  @Test("A server that has stopped is noticed, and the next call goes elsewhere")
  func frozenServer() async throws {
    let frozen = try await ScriptedServer { request, _ in request == 1 ? .answer : .silence }
    let client = Self.client(frozen) {
      $0.keepaliveTime = .milliseconds(200)
      $0.keepaliveAnswerTime = .milliseconds(200)
    }
    _ = try await client.unary("/t/Echo", ByteBuffer())
    let call = Task { _ = try await client.unary("/t/Echo", ByteBuffer()) }
    try await eventually("the call is under way") { frozen.requests.value == 2 }
    try await frozen.freeze()
    let ended = await status { try await call.value }
    #expect(ended == Status(.unavailable, "127.0.0.1:\(frozen.port) gave no sign of life"))
    #expect(await client.connectivity() == .idle)
    await client.close()
    try await frozen.close()
  }

  @Test("A server that is only slow answers the PINGs, and is waited for")
  func slowServer() async throws {
    let (gate, open) = AsyncStream<Void>.makeStream()
    let slow: RPC.Method = .unary("/t/Slow") { request, _ in
      for await _ in gate { break }
      return request
    }
    let never: RPC.Method = .unary("/t/Never") { request, _ in
      try await untilCancelled()
      return request
    }
    let server = try await Server.start(ServerConfiguration(), methods: MethodTable([slow, never]))
    var configuration = ClientConfiguration(host: server.host, port: server.port)
    configuration.keepaliveTime = .milliseconds(50)
    configuration.keepaliveAnswerTime = .seconds(10)
    let client = Client(configuration)
    let call = Task { try await client.unary("/t/Slow", ByteBuffer(string: "late")).message.text }
    // Time passes by way of calls that end for their deadline.
    for _ in 0..<3 {
      let options = CallOptions(timeout: .milliseconds(100))
      let ended = await status { _ = try await client.unary("/t/Never", ByteBuffer(), options) }
      #expect(ended?.code == .deadlineExceeded)
    }
    open.finish()
    #expect(try await call.value == "late")
    await client.close()
    await server.shutdown(grace: .seconds(5))
  }

  @Test("A connection without calls is closed after a while, and made again when needed")
  func idle() async throws {
    let server = try await ScriptedServer()
    let client = Self.client(server) { $0.idleTime = .milliseconds(100) }
    for round in 1...2 {
      _ = try await client.unary("/t/Echo", ByteBuffer())
      #expect(server.connections.value == round)
      try await eventually("the connection is idle") { await client.connectivity() == .idle }
    }
    await client.close()
    try await server.close()
  }

  @Test("Calls beyond the streams that a server allows wait for their turn, up to a limit")
  func maxStreams() async throws {
    let server = try await ScriptedServer(maxStreams: 2) { request, _ in
      request <= 3 ? .silence : .answer
    }
    let client = Self.client(server) { $0.maxWaitingCalls = 1 }
    let options = CallOptions(timeout: .seconds(2))
    // Until the first connection speaks, calls wait for it, and count too.
    let first = Task { await status { _ = try await client.unary("/t/1", ByteBuffer(), options) } }
    try await eventually("the first is under way") { server.requests.value == 1 }
    let second = Task { await status { _ = try await client.unary("/t/2", ByteBuffer(), options) } }
    try await eventually("the second is under way") { server.requests.value == 2 }
    let third = try await client.open("/t/3", CallOptions(timeout: .seconds(60)))
    let fourth = await status { _ = try await client.unary("/t/4", ByteBuffer()) }
    #expect(fourth?.code == .resourceExhausted)
    #expect(server.requests.value == 2)
    #expect(await first.value?.code == .deadlineExceeded)
    #expect(await second.value?.code == .deadlineExceeded)
    try await eventually("the third has its turn") { server.requests.value == 3 }
    third.cancel()
    _ = try await client.unary("/t/5", ByteBuffer())
    #expect(server.connections.value == 1)
    await client.close()
    try await server.close()
  }

  @Test("A server that restarts again and again costs a stream of safe calls nothing")
  func restarts() async throws {
    let echo: RPC.Method = .unary("/t/Echo") { request, _ in request }
    var configuration = ServerConfiguration()
    var server = try await Server.start(configuration, methods: MethodTable([echo]))
    configuration.port = server.port
    var target = ClientConfiguration(host: server.host, port: server.port)
    target.connectionBackoff.initial = .milliseconds(100)
    let client = Client(target)
    let done = Counter()
    let options = CallOptions(readyTimeout: .seconds(60), isSafe: true)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        group.addTask {
          while !Task.isCancelled, done.value < 4000 {
            let sent = ByteBuffer(string: "\(worker)")
            let answer = try await client.unary("/t/Echo", sent, options)
            #expect(answer.message == sent)
            done.add(1)
          }
        }
      }
      for round in 1...4 {
        try await eventually("calls go on", within: .seconds(60)) { done.value > round * 500 }
        await server.shutdown(grace: .zero)
        server = try await Server.start(configuration, methods: MethodTable([echo]))
      }
      try await group.waitForAll()
    }
    #expect(done.value >= 4000)
    await client.close()
    await server.shutdown(grace: .zero)
  }
}

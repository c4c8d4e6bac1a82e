internal import NIOCore
internal import NIOPosix
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Calls that are made again", .timeLimit(.minutes(2)))
struct RepeatTests {
  private static let safe = CallOptions(isSafe: true)

  private func withScript(
    maxStreams: UInt32 = 100, _ script: @escaping ScriptedServer.Script,
    change: (inout ClientConfiguration) -> Void = { _ in },
    _ body: (Client, ScriptedServer) async throws -> Void
  ) async throws {
    let server = try await ScriptedServer(maxStreams: maxStreams, script)
    var configuration = ClientConfiguration(host: "127.0.0.1", port: server.port)
    change(&configuration)
    let client = Client(configuration) { _ in nil }
    try await body(client, server)
    try await server.close()
    await client.close()
  }

  @Test("An unsafe call whose connection is lost reaches a server once, a safe one again")
  func lostConnection() async throws {
    try await withScript { request, _ in
      request == 2 ? .answer : .cut
    } _: { client, server in
      let lost = await status { _ = try await client.unary("/t/Unsafe", ByteBuffer()) }
      #expect(lost?.code == .unavailable)
      #expect(lost?.message.contains("127.0.0.1:\(server.port)") == true)
      #expect(server.requests.value == 1)
      _ = try await client.unary("/t/Safe", ByteBuffer(), Self.safe)
      #expect(server.requests.value == 2)
    }
  }

  @Test("A call that the server refused is made again, safe or not")
  func refused() async throws {
    try await withScript { request, _ in
      request < 3 ? .reset(.refusedStream) : .answer
    } _: { client, server in
      _ = try await client.unary("/t/Unsafe", ByteBuffer())
      #expect(server.requests.value == 3)
      #expect(server.connections.value == 1)
    }
  }

  @Test("A stream of requests that was refused is sent again from its beginning")
  func refusedStream() async throws {
    try await withScript { request, _ in
      request == 1 ? .reset(.refusedStream) : .answer
    } _: { client, server in
      let call = try await client.open("/t/Upload")
      try await call.send(ByteBuffer(string: "one"))
      try await call.send(ByteBuffer(string: "two"))
      _ = try await call.onlyResponse()
      #expect(server.requests.value == 2)
    }
  }

  @Test("A stream of requests is not made again without those that were not kept")
  func overflow() async throws {
    let server = try await ScriptedServer { request, _ in request == 1 ? .goAway : .answer }
    let port = server.port
    let (lookups, isFound) = (
      Counter(), MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Void.self)
    )
    let resolver = NameResolver { _, loop in
      lookups.add(1)
      let wait = lookups.value == 1 ? loop.makeSucceededVoidFuture() : isFound.futureResult
      return wait.hop(to: loop).flatMapThrowing {
        [try SocketAddress(ipAddress: "127.0.0.1", port: port)]
      }
    }
    var configuration = ClientConfiguration(host: "some.example", port: port)
    configuration.maxReplayBytes = 100
    let client = Client(configuration, resolver: resolver)
    let call = try await client.open("/t/Upload")
    try await call.send(ByteBuffer(string: "one"))
    // The reader goes on to another attempt, which waits for its connection.
    let reading = Task { for try await _ in call.responses {} }
    try await eventually("the call is made again") { lookups.value == 2 }
    let sending = Task.immediate { try await call.send(ByteBuffer(repeating: 7, count: 200)) }
    // The loop does one after the other, so that the message is there before the connection.
    isFound.succeed()
    let unsent = await status { try await sending.value }
    #expect(unsent?.code == .unavailable)
    #expect(await status { try await reading.value } == unsent)
    #expect(server.requests.value == 1)
    await client.close()
    try await server.close()
  }

  @Test("Another reset is not a refusal")
  func reset() async throws {
    try await withScript { _, _ in
      .reset(.internalError)
    } _: { client, server in
      let ended = await status { _ = try await client.unary("/t/Safe", ByteBuffer(), Self.safe) }
      #expect(ended?.code == .internalError)
      #expect(server.requests.value == 1)
    }
  }

  @Test("A call beyond GOAWAY's last stream is made on a new connection")
  func goAway() async throws {
    try await withScript { request, _ in
      request == 1 ? .goAway : .answer
    } _: { client, server in
      _ = try await client.unary("/t/Unsafe", ByteBuffer())
      #expect(server.requests.value == 2)
      #expect(server.connections.value == 2)
    }
  }

  @Test("UNAVAILABLE is tried again as often as the policy says, and the server is told")
  func policy() async throws {
    let attempts = Mutex<[String]>([])
    try await withScript { _, headers in
      attempts.withLock { $0.append(headers.first("grpc-previous-rpc-attempts") ?? "0") }
      return .status(Status(.unavailable, "not now"))
    } _: { client, server in
      let ended = await status { _ = try await client.unary("/t/Safe", ByteBuffer(), Self.safe) }
      #expect(ended == Status(.unavailable, "not now"))
      #expect(attempts.withLock { $0 } == ["0", "1", "2", "3"])
      let other = await status { _ = try await client.unary("/t/Unsafe", ByteBuffer()) }
      #expect(other?.code == .unavailable)
      #expect(server.requests.value == 5)
    }
  }

  @Test("A server says how long to wait, or not to come again")
  func pushback() async throws {
    try await withScript { request, _ in
      let wait = request == 1 ? "400" : "-1"
      return .status(Status(.unavailable, "not now"), pushback: wait)
    } _: { client, server in
      let time = await ContinuousClock().measure {
        _ = await status { _ = try await client.unary("/t/Safe", ByteBuffer(), Self.safe) }
      }
      #expect(server.requests.value == 2)
      #expect(time >= .milliseconds(400))
    }
  }

  @Test("A hint in the status's details is kept, and not waited for beyond the deadline")
  func hint() async throws {
    let server = try await ScriptedServer { _, _ in .status(Status(.unavailable, "not now")) }
    let client = Client(ClientConfiguration(host: "127.0.0.1", port: server.port)) { _ in
      .seconds(50)
    }
    let options = CallOptions(timeout: .seconds(40), isSafe: true)
    let time = await ContinuousClock().measure {
      let ended = await status { _ = try await client.unary("/t/Safe", ByteBuffer(), options) }
      #expect(ended == Status(.unavailable, "not now"))
    }
    #expect(time < .seconds(20))
    #expect(server.requests.value == 1)
    await client.close()
    try await server.close()
  }

  @Test("Once a message was handed out, nothing is made again")
  func committed() async throws {
    try await withScript { _, _ in
      .message
    } _: { client, server in
      let call = try await client.serverStream("/t/Safe", ByteBuffer(), Self.safe)
      var responses = call.responses.makeAsyncIterator()
      #expect(try await responses.next() != nil)
      try await server.cut()
      let ended = await status { _ = try await responses.next() }
      #expect(ended?.code == .unavailable)
      #expect(server.requests.value == 1)
    }
  }

  @Test("The stream of a safe call begins again while nothing of it was handed out")
  func serverStream() async throws {
    try await withScript { request, _ in
      request == 1 ? .cut : .answer
    } _: { client, server in
      let call = try await client.serverStream("/t/Safe", ByteBuffer(), Self.safe)
      var count = 0
      for try await _ in call.responses { count += 1 }
      #expect(count == 1 && server.requests.value == 2)
    }
  }

  @Test("A client that only meets failures stops repeating")
  func throttle() async throws {
    try await withScript { _, _ in
      .status(Status(.unavailable, "not now"))
    } change: { configuration in
      configuration.retry.throttleTokens = 4
    } _: { client, server in
      for _ in 0..<5 {
        _ = await status { _ = try await client.unary("/t/Safe", ByteBuffer(), Self.safe) }
      }
      // Two failures spend half of the tokens: only the first call was made twice.
      #expect(server.requests.value == 6)
    }
  }
}

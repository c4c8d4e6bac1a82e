internal import NIOCore
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("How calls end", .timeLimit(.minutes(3)))
struct CallEndTests {
  private struct Secret: Error {
    var text = "the password is swordfish"
  }

  @Test("A thrown status arrives with its code, message and details")
  func thrownStatus() async throws {
    let thrown = Status(
      .failedPrecondition, " 100 % über 25 %\n☃ ", details: (0...255).map { UInt8($0) })
    let methods: [RPC.Method] = [
      .unary("/t/Unary") { _, _ in throw thrown },
      .serverStream("/t/Stream") { _, call in
        try await call.send(ByteBuffer(string: "first"))
        throw thrown
      },
    ]
    try await withServer(methods) { client, _ in
      let unary = await status { _ = try await client.unary("/t/Unary", ByteBuffer()) }
      #expect(unary == thrown)

      let call = try await client.serverStream("/t/Stream", ByteBuffer())
      var responses = call.responses.makeAsyncIterator()
      #expect(try await responses.next()?.text == "first")
      await #expect(throws: thrown) { try await responses.next() }
    }
  }

  @Test("Every status code survives the wire", arguments: Status.Code.allCases.dropFirst())
  func codes(_ code: Status.Code) async throws {
    try await withServer([.unary("/t/Fail") { _, _ in throw Status(code, code.name) }]) {
      client, _ in
      let status = await status { _ = try await client.unary("/t/Fail", ByteBuffer()) }
      #expect(status == Status(code, code.name))
    }
  }

  @Test("What a handler sent arrives before its status, whatever the status")
  func messageThenStatus() async throws {
    let end: RPC.Method = .serverStream("/t/End") { request, call in
      try await call.send(request)
      throw Status(.unavailable, "the server stops")
    }
    try await withServer([end]) { client, _ in
      for _ in 0..<50 {
        let call = try await client.serverStream("/t/End", ByteBuffer(string: "last"))
        var responses = call.responses.makeAsyncIterator()
        #expect(try await responses.next()?.text == "last")
        await #expect(throws: Status(.unavailable, "the server stops")) {
          try await responses.next()
        }
      }
    }
  }

  @Test("An unexpected error is UNKNOWN, and its text stays with the server")
  func unexpectedError() async throws {
    try await withServer([.unary("/t/Crash") { _, _ in throw Secret() }]) { client, _ in
      let status = await status { _ = try await client.unary("/t/Crash", ByteBuffer()) }
      #expect(status?.code == .unknown)
      #expect(status?.message.contains("swordfish") == false)
    }
  }

  @Test("Metadata travels in both directions, text and bytes")
  func metadata() async throws {
    let echo: RPC.Method = .unary("/t/Echo") { request, context in
      var initial: Metadata = [:]
      for value in context.metadata.values("x-text") { initial.add("x-text", value) }
      context.sendInitialMetadata(initial)
      var trailing: Metadata = [:]
      for value in context.metadata.binaryValues("x-data-bin") {
        trailing.add("x-data-bin", binary: value)
      }
      context.setTrailingMetadata(trailing)
      return ByteBuffer(string: context.path)
    }
    try await withServer([echo]) { client, _ in
      var metadata: Metadata = ["x-text": "one", "x-text": "two, three"]
      metadata.add("x-data-bin", binary: [0, 255, 10])
      metadata.add("x-data-bin", binary: [])
      let response = try await client.unary(
        "/t/Echo", ByteBuffer(), CallOptions(metadata: metadata))
      #expect(response.message.text == "/t/Echo")
      #expect(response.initialMetadata.values("x-text") == ["one", "two, three"])
      #expect(response.trailingMetadata.binaryValues("x-data-bin") == [[0, 255, 10], []])
    }
  }

  @Test("Trailing metadata comes with an error too, and a handler may send back what it got")
  func metadataOfErrors() async throws {
    let fail: RPC.Method = .bidirectional("/t/Fail") { call in
      call.context.setTrailingMetadata(call.context.metadata)
      throw Status(.aborted, "no")
    }
    try await withServer([fail]) { client, _ in
      let call = try await client.open("/t/Fail", CallOptions(metadata: ["x-a": "b"]))
      let ended = await status { for try await _ in call.responses {} }
      #expect(ended == Status(.aborted, "no"))
      #expect(await call.trailingMetadata().values("x-a") == ["b"])
    }
  }

  @Test("A deadline ends the call at both ends")
  func deadline() async throws {
    let wasCancelled = Mutex(false)
    let hasDeadline = Mutex(false)
    let wait: RPC.Method = .unary("/t/Wait") { request, context in
      hasDeadline.withLock { $0 = context.deadline != nil }
      do {
        try await untilCancelled()
      } catch {
        wasCancelled.withLock { $0 = true }
      }
      return request
    }
    try await withServer([wait]) { client, _ in
      let status = await status {
        _ = try await client.unary(
          "/t/Wait", ByteBuffer(), CallOptions(timeout: .seconds(1)))
      }
      #expect(status?.code == .deadlineExceeded)
      try await eventually("the handler is cancelled") { wasCancelled.withLock { $0 } }
      #expect(hasDeadline.withLock { $0 })
    }
  }

  @Test("The server keeps a deadline that the client does not")
  func serverDeadline() async throws {
    let wait: RPC.Method = .unary("/t/Wait") { request, _ in
      try await untilCancelled()
      return request
    }
    try await withServer([wait]) { _, server in
      let raw = try await RawConnection(server)
      let answer = try await raw.request(
        .call("/t/Wait", ["grpc-timeout": "30m"]), body: [0, 0, 0, 0, 0])
      #expect(answer.text(.grpcStatus) == "4")
    }
  }

  @Test("A deadline that is ages away does no harm", arguments: ["99999999H", "99999999S"])
  func farDeadline(_ timeout: String) async throws {
    let echo: RPC.Method = .unary("/t/Echo") { request, context in
      ByteBuffer(string: "\(context.deadline.map { $0 > .now } ?? false)")
    }
    try await withServer([echo]) { client, server in
      let raw = try await RawConnection(server)
      let answer = try await raw.request(
        .call("/t/Echo", ["grpc-timeout": timeout]), body: [0, 0, 0, 0, 0])
      #expect(answer.text(.grpcStatus) == "0")
      let options = CallOptions(timeout: .seconds(Int64.max))
      let response = try await client.unary("/t/Echo", ByteBuffer(), options)
      #expect(response.message.text == "true")
    }
  }

  @Test("Cancelling the client's task cancels the handler")
  func clientCancels() async throws {
    let started = Mutex(false)
    let cancelled = Mutex(false)
    let wait: RPC.Method = .bidirectional("/t/Wait") { call in
      started.withLock { $0 = true }
      do {
        for try await _ in call.requests {}
      } catch {
        let code = (error as? Status)?.code
        cancelled.withLock { $0 = code == .cancelled && Task.isCancelled }
        throw error
      }
    }
    try await withServer([wait]) { client, _ in
      let task = Task {
        let call = try await client.open("/t/Wait")
        for try await _ in call.responses {}
      }
      try await eventually("the handler runs") { started.withLock { $0 } }
      task.cancel()
      let status = await status { try await task.value }
      #expect(status?.code == .cancelled)
      try await eventually("the handler is cancelled") { cancelled.withLock { $0 } }
    }
  }

  @Test("Dropping a call cancels it")
  func droppedCall() async throws {
    let cancelled = Mutex(false)
    let wait: RPC.Method = .serverStream("/t/Wait") { _, call in
      try await call.send(ByteBuffer())
      do {
        try await untilCancelled()
      } catch {
        cancelled.withLock { $0 = true }
      }
    }
    try await withServer([wait]) { client, _ in
      do {
        let call = try await client.serverStream("/t/Wait", ByteBuffer())
        var responses = call.responses.makeAsyncIterator()
        #expect(try await responses.next() != nil)
      }
      try await eventually("the handler is cancelled") { cancelled.withLock { $0 } }
    }
  }

  @Test("A lost connection cancels the handlers")
  func lostConnection() async throws {
    let started = Mutex(false)
    let cancelled = Mutex(false)
    let wait: RPC.Method = .unary("/t/Wait") { request, _ in
      started.withLock { $0 = true }
      do {
        try await untilCancelled()
      } catch {
        cancelled.withLock { $0 = true }
      }
      return request
    }
    try await withServer([wait]) { _, server in
      let raw = try await RawConnection(server)
      _ = try await raw.begin(.call("/t/Wait"), body: [0, 0, 0, 0, 0], ends: true)
      try await eventually("the handler runs") { started.withLock { $0 } }
      await raw.close()
      try await eventually("the handler is cancelled") { cancelled.withLock { $0 } }
      try await eventually("the connection is forgotten") { server.connectionCount == 0 }
    }
  }

  @Test("A handler that ends early ends the call while the client still sends")
  func earlyEnd() async throws {
    let first: RPC.Method = .clientStream("/t/First") { call in
      for try await request in call.requests { return request }
      return ByteBuffer()
    }
    try await withServer([first]) { client, _ in
      let call = try await client.open("/t/First")
      try await call.send(ByteBuffer(string: "one"))
      var responses = call.responses.makeAsyncIterator()
      #expect(try await responses.next()?.text == "one")
      #expect(try await responses.next() == nil)
      let after = await status { try await call.send(ByteBuffer(string: "two")) }
      #expect(after?.code == .cancelled)
    }
  }

  @Test("A message over the limit is refused at either end")
  func messageLimit() async throws {
    var limits = ServerLimits()
    limits.maxMessageBytes = 1000
    let methods: [RPC.Method] = [
      .unary("/t/Echo") { request, _ in request },
      .unary("/t/Grow") { _, _ in ByteBuffer(repeating: 1, count: 1001) },
    ]
    try await withServer(methods, limits: limits) { client, _ in
      let most = ByteBuffer(repeating: 1, count: 1000)
      let echoed = try await client.unary("/t/Echo", most)
      #expect(echoed.message == most)
      let request = ByteBuffer(repeating: 1, count: 1001)
      let tooBig = await status { _ = try await client.unary("/t/Echo", request) }
      #expect(tooBig?.code == .resourceExhausted)
      let grown = await status { _ = try await client.unary("/t/Grow", ByteBuffer()) }
      #expect(grown?.code == .resourceExhausted)
      let huge = ByteBuffer(repeating: 1, count: (4 << 20) + 1)
      let own = await status { _ = try await client.unary("/t/Echo", huge) }
      #expect(own?.code == .resourceExhausted)
    }
  }

  @Test("A server that is not there is UNAVAILABLE")
  func noServer() async throws {
    let port = try await withServer([]) { _, server in server.port }
    let client = Client(ClientConfiguration(host: "127.0.0.1", port: port))
    let status = await status { _ = try await client.unary("/t/None", ByteBuffer()) }
    #expect(status?.code == .unavailable)
    await client.close()
    let closed = await RPCTests.status { _ = try await client.unary("/t/None", ByteBuffer()) }
    #expect(closed?.code == .unavailable)
  }

  @Test("A client connects again after its server came back")
  func reconnect() async throws {
    let echo: RPC.Method = .unary("/t/Echo") { request, _ in request }
    var configuration = ServerConfiguration()
    let first = try await Server.start(configuration, methods: MethodTable([echo]))
    configuration.port = first.port
    let client = Client(ClientConfiguration(host: first.host, port: first.port))
    _ = try await client.unary("/t/Echo", ByteBuffer())
    await first.shutdown(grace: .zero)
    let lost = await status { _ = try await client.unary("/t/Echo", ByteBuffer()) }
    #expect(lost?.code == .unavailable)
    let second = try await Server.start(configuration, methods: MethodTable([echo]))
    // Who does not wait is not kept waiting for the next attempt to connect.
    let early = await status { _ = try await client.unary("/t/Echo", ByteBuffer()) }
    #expect(early?.code == .unavailable)
    let patient = CallOptions(readyTimeout: .seconds(60))
    _ = try await client.unary("/t/Echo", ByteBuffer(), patient)
    await client.close()
    await second.shutdown(grace: .zero)
  }
}

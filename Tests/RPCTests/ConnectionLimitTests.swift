internal import Flooding
internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Limits of what a connection may be and hold", .timeLimit(.minutes(1)))
struct ConnectionLimitTests {
  private static let emptyMessage: [UInt8] = [0, 0, 0, 0, 0]
  private static let echo: RPC.Method = .unary("/t/Echo") { request, _ in request }
  private static let big: RPC.Method = .unary("/t/Big") { _, _ in
    ByteBuffer(repeating: 1, count: 200_000)
  }

  /// Limits whose times are looked at often, so that tests need not wait.
  private var quick: ServerLimits {
    var limits = ServerLimits()
    limits.watchInterval = .milliseconds(20)
    return limits
  }

  @Test("An address has a number of connections of its own")
  func connectionsPerAddress() async throws {
    var limits = quick
    limits.maxConnectionsPerAddress = 1
    try await withServer([Self.echo], limits: limits) { client, server in
      _ = try await client.unary("/t/Echo", ByteBuffer())
      let second = try await RawConnection(server)
      try await eventually("the second is closed") { second.isClosed }
      _ = try await client.unary("/t/Echo", ByteBuffer())
    }
  }

  @Test("Calls whose headers a byte stands for have their turns, and all are answered")
  func headerTurns() async throws {
    let long = String(repeating: "x", count: 3000)
    // Together several times what a turn decodes.
    let calls = 4 * HTTP2Connection.headerBytesOfTurn / long.utf8.count
    try await withServer([Self.echo]) { client, _ in
      var options = CallOptions()
      options.metadata.add("x-long", long)
      try await withThrowingTaskGroup(of: (Int, ByteBuffer).self) { group in
        for number in 0..<calls {
          group.addTask { [options] in
            let answer = try await client.unary(
              "/t/Echo", ByteBuffer(integer: number), options)
            return (number, answer.message)
          }
        }
        for try await (number, answer) in group {
          #expect(answer == ByteBuffer(integer: number))
        }
      }
    }
  }

  @Test(
    "Addresses count by what one peer is given of them",
    arguments: [
      ("192.0.2.1", "::ffff:192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
      ("2001:db8::1", "2001:db8::ffff:2", true), ("2001:db8::1", "2001:db8:0:1::1", false),
    ])
  func networks(_ one: String, _ other: String, isSame: Bool) {
    #expect((PeerNetwork(address: one) == PeerNetwork(address: other)) == isSame)
  }

  @Test("A connection that has not sent a byte is given up sooner than one that has")
  func firstByte() async throws {
    var limits = quick
    limits.firstByteTime = .milliseconds(100)
    try await withServer([Self.echo], limits: limits) { _, server in
      let silent = try await RawConnection(server)
      let slow = try await RawConnection(server)
      try await slow.send(Array(RawFrame.magic.prefix(3)))
      try await eventually("the silent one is closed") { silent.isClosed }
      #expect(!slow.isClosed)
      await slow.close()
    }
  }

  @Test("A frame that does not end closes the connection", arguments: [4, 12])
  func slowFrame(_ byteCount: Int) async throws {
    var limits = quick
    limits.frameTime = .milliseconds(100)
    try await withServer([Self.echo], limits: limits) { _, server in
      let raw = try await RawConnection(server)
      let frame = RawFrame.frame(type: RawFrame.unknown, flags: 0, stream: 0, [1, 2, 3, 4])
      try await raw.send(RawFrame.preface + frame.prefix(byteCount))
      try await eventually("it is closed") { raw.isClosed }
    }
  }

  @Test("A message that makes no progress is given up")
  func stuckMessage() async throws {
    var limits = quick
    limits.messageProgressTime = .milliseconds(100)
    try await withServer([Self.echo], limits: limits) { _, server in
      let raw = try await RawConnection(server)
      let answer = try await raw.request(.call("/t/Echo"), body: [0, 0, 0, 0, 9, 1], ends: false)
      #expect(answer.text(.grpcStatus) == "1")
    }
  }

  @Test("A stream whose client sends nothing does not keep its handler for ever")
  func idleRequests() async throws {
    var limits = quick
    limits.requestIdleTime = .milliseconds(200)
    let ended = Counter()
    let join: RPC.Method = .clientStream("/t/Join") { call in
      defer { ended.add(1) }
      for try await _ in call.requests {}
      return ByteBuffer()
    }
    try await withServer([join], limits: limits) { client, _ in
      let call = try await client.open("/t/Join")
      try await call.send(ByteBuffer(string: "one"))
      let refused = await status { for try await _ in call.responses {} }
      #expect(refused?.code == .cancelled)
      try await eventually("the handler has ended") { ended.value == 1 }
    }
  }

  @Test("A plain answer that is not read does not stay for ever")
  func unreadPlainAnswer() async throws {
    var limits = quick
    limits.readerTime = .milliseconds(100)
    try await withServer([Self.echo], limits: limits) { _, server in
      let raw = try await RawConnection(server, window: 0)
      var headers = HeaderBlock()
      headers.append(.method, "GET")
      headers.append(.scheme, "http")
      headers.append(.path, "/healthz")
      headers.append(.authority, "localhost")
      let answer = try await raw.request(headers)
      #expect(answer.error == .cancel)
    }
  }

  @Test("Answers that nobody reads are limited together")
  func unreadAnswers() async throws {
    var limits = quick
    limits.maxBytesPerConnection = 1_000_000
    try await withServer([Self.big, Self.echo], limits: limits) { client, server in
      let raw = try await RawConnection(server, window: 0)
      for _ in 0..<20 {
        _ = try await raw.begin(.call("/t/Big"), body: Self.emptyMessage, ends: true)
      }
      try await eventually("some are refused") {
        try await raw.answers().contains { $0.text(.grpcStatus) == "8" || $0.error != nil }
      }
      _ = try await client.unary("/t/Echo", ByteBuffer())
      await raw.close()
    }
  }

  @Test("When all connections together hold too much, who holds most is refused first")
  func shares() async throws {
    var limits = quick
    limits.maxBytes = 1_000_000
    try await withServer([Self.big, Self.echo], limits: limits) { client, server in
      let raw = try await RawConnection(server, window: 0)
      for _ in 0..<20 {
        _ = try await raw.begin(.call("/t/Big"), body: Self.emptyMessage, ends: true)
      }
      try await eventually("some are refused") {
        try await raw.answers().contains { $0.text(.grpcStatus) == "8" || $0.error != nil }
      }
      _ = try await client.unary("/t/Echo", ByteBuffer())
      await raw.close()
    }
  }

  @Test("Streams of all connections are limited, and a refused one was not processed")
  func streams() async throws {
    var limits = quick
    limits.maxStreams = 2
    let (gate, open) = AsyncStream<Void>.makeStream()
    let started = Counter()
    let wait: RPC.Method = .unary("/t/Wait") { request, _ in
      started.add(1)
      for await _ in gate { break }
      return request
    }
    try await withServer([wait], limits: limits) { client, server in
      let raw = try await RawConnection(server)
      for _ in 0..<2 {
        _ = try await raw.begin(.call("/t/Wait"), body: Self.emptyMessage, ends: true)
      }
      try await eventually("two run") { started.value == 2 }
      let third = try await RawConnection(server)
      let answer = try await third.request(.call("/t/Wait"), body: Self.emptyMessage)
      #expect(answer.error == .refusedStream)
      #expect(started.value == 2)
      open.finish()
      await raw.close()
      await third.close()
    }
  }

  @Test("A message in pieces of a byte ends the connection, small messages do not")
  func fragments() async throws {
    var limits = quick
    limits.controlFrameBurst = 100
    limits.controlFramesPerSecond = 1
    let join: RPC.Method = .clientStream("/t/Join") { call in
      for try await _ in call.requests {}
      return ByteBuffer()
    }
    try await withServer([join], limits: limits) { client, server in
      let small = try await client.open("/t/Join")
      for _ in 0..<1000 { try await small.send(ByteBuffer()) }
      _ = try await small.onlyResponse()
      let raw = try await RawConnection(server)
      let call = FloodCall("/t/Join")
      let flood = ByteData(call)
      // The server may have had enough before the last of them.
      for turn in 0..<3 { try? await raw.send(flood.burst(turn)) }
      try await eventually("it is closed") { raw.isClosed }
    }
  }

  @Test("An old connection is asked to go, and the calls go on over another without a failure")
  func age() async throws {
    var limits = quick
    limits.maxConnectionAge = .milliseconds(100)
    try await withServer([Self.echo], limits: limits) { client, _ in
      let end = ContinuousClock.now.advanced(by: .seconds(2))
      while ContinuousClock.now < end {
        _ = try await client.unary("/t/Echo", ByteBuffer(string: "on and on"))
      }
    }
  }

  @Test("Calls on an old connection may go on for a while, and end then")
  func ageGrace() async throws {
    var limits = quick
    limits.maxConnectionAge = .milliseconds(100)
    limits.connectionGrace = .milliseconds(300)
    let wait: RPC.Method = .serverStream("/t/Wait") { _, _ in try await untilCancelled() }
    try await withServer([wait], limits: limits) { client, server in
      let ended = await status {
        let call = try await client.serverStream("/t/Wait", ByteBuffer())
        for try await _ in call.responses {}
      }
      #expect(ended?.code == .unavailable)
      try await eventually("the connection is gone") { server.connectionCount == 0 }
    }
  }
}

internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Limits of count and time", .timeLimit(.minutes(3)))
struct LimitTests {
  private static let emptyMessage: [UInt8] = [0, 0, 0, 0, 0]
  private static let echo: RPC.Method = .unary("/t/Echo") { request, _ in request }
  private static let join: RPC.Method = .clientStream("/t/Join") { call in
    for try await _ in call.requests {}
    return ByteBuffer()
  }
  private static let endless: RPC.Method = .serverStream("/t/Endless") { _, call in
    while true { try await call.send(ByteBuffer(repeating: 1, count: 10_000)) }
  }

  /// Limits whose times are looked at often, so that tests need not wait.
  private var quick: ServerLimits {
    var limits = ServerLimits()
    limits.watchInterval = .milliseconds(20)
    return limits
  }

  @Test("A connection too many is closed at once")
  func connections() async throws {
    var limits = quick
    limits.maxConnections = 2
    try await withServer([Self.echo], limits: limits) { _, server in
      let first = try await RawConnection(server)
      let second = try await RawConnection(server)
      try await eventually("two are taken") { server.connectionCount == 2 }
      let third = try await RawConnection(server)
      try await eventually("the third is closed") { third.isClosed }
      await first.close()
      await second.close()
    }
  }

  @Test("A connection that says nothing is closed")
  func setup() async throws {
    var limits = quick
    limits.setupTime = .milliseconds(100)
    try await withServer([Self.echo], limits: limits) { _, server in
      let raw = try await RawConnection(server)
      try await eventually("it is closed") { raw.isClosed }
    }
  }

  @Test("A header block that does not end closes the connection")
  func slowHeaders() async throws {
    var limits = quick
    limits.headerTime = .milliseconds(100)
    try await withServer([Self.echo], limits: limits) { _, server in
      let raw = try await RawConnection(server)
      let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
      let settings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
      let headersWithoutEnd: [UInt8] = [0, 0, 1, 1, 0, 0, 0, 0, 1, 0x83]
      try await raw.send(preface + settings + headersWithoutEnd)
      try await eventually("it is closed") { raw.isClosed }
    }
  }

  @Test("A message that does not end is given up, a quiet stream is not")
  func slowMessage() async throws {
    var limits = quick
    limits.messageTime = .milliseconds(100)
    try await withServer([Self.echo, Self.join], limits: limits) { client, server in
      let quiet = try await client.open("/t/Join")
      try await quiet.send(ByteBuffer(string: "whole"))
      let raw = try await RawConnection(server)
      for path in ["/t/Join", "/t/Echo"] {
        let answer = try await raw.request(.call(path), body: [0, 0, 0, 0, 9, 1], ends: false)
        #expect(answer.text(.grpcStatus) == "1")
      }
      _ = try await quiet.onlyResponse()
    }
  }

  @Test("A reader that takes nothing loses its call")
  func slowReader() async throws {
    var limits = quick
    limits.readerTime = .milliseconds(200)
    try await withServer([Self.endless], limits: limits) { _, server in
      let raw = try await RawConnection(server, window: 20_000)
      let answer = try await raw.request(.call("/t/Endless"), body: Self.emptyMessage)
      #expect(answer.error == .cancel)
    }
  }

  @Test("A connection without calls is closed after a while, and the client makes another")
  func idle() async throws {
    var limits = quick
    limits.idleTime = .milliseconds(100)
    try await withServer([Self.echo], limits: limits) { client, server in
      _ = try await client.unary("/t/Echo", ByteBuffer())
      try await eventually("it is closed") { server.connectionCount == 0 }
      _ = try await client.unary("/t/Echo", ByteBuffer())
    }
  }

  @Test("A peer that answers no PING is given up while it has calls")
  func keepalive() async throws {
    var limits = quick
    limits.keepaliveTime = .milliseconds(100)
    limits.keepaliveAnswerTime = .seconds(2)
    let cancelled = Counter()
    let wait: RPC.Method = .bidirectional("/t/Wait") { call in
      defer { cancelled.add(1) }
      for try await _ in call.requests {}
    }
    try await withServer([wait], limits: limits) { client, server in
      let alive = try await client.open("/t/Wait")
      try await alive.send(ByteBuffer())
      let raw = try await RawConnection(server)
      _ = try await raw.begin(.call("/t/Wait"), body: Self.emptyMessage)
      try await eventually("both run") { server.connectionCount == 2 }
      try await raw.stopReading()
      try await eventually("the silent one is given up") {
        cancelled.value == 1 && server.connectionCount == 1
      }
      _ = await status { _ = try await alive.onlyResponse() }
      await raw.close()
    }
  }

  @Test("Handlers that outlive their calls are limited per connection")
  func handlers() async throws {
    var limits = quick
    limits.maxHandlersPerConnection = 3
    let started = Counter()
    let (gate, open) = AsyncStream<Void>.makeStream()
    let stubborn: RPC.Method = .unary("/t/Stubborn") { request, _ in
      started.add(1)
      await Task.detached { for await _ in gate { break } }.value
      return request
    }
    try await withServer([stubborn], limits: limits) { client, _ in
      for number in 1...3 {
        let call = try await client.serverStream("/t/Stubborn", ByteBuffer())
        try await eventually("the handler runs") { started.value == number }
        call.cancel()
      }
      let refused = await status { _ = try await client.unary("/t/Stubborn", ByteBuffer()) }
      #expect(refused?.code == .resourceExhausted)
      open.finish()
    }
  }

  @Test("Unfinished messages of one connection are limited together")
  func partialMessages() async throws {
    var limits = quick
    limits.maxBytesPerConnection = 200_000
    try await withServer([Self.join], limits: limits) { _, server in
      let raw = try await RawConnection(server)
      let part: [UInt8] = [0, 0, 1, 0x86, 0xA0] + Array(repeating: 1, count: 60_000)
      for _ in 0..<4 { _ = try await raw.begin(.call("/t/Join"), body: part) }
      try await eventually("one of them is refused") {
        try await raw.answers().contains { $0.text(.grpcStatus) == "8" }
      }
      await raw.close()
    }
  }
}

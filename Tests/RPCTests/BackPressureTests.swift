internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Back-pressure", .timeLimit(.minutes(3)))
struct BackPressureTests {
  private static let messageBytes = 10_000
  private static let emptyMessage: [UInt8] = [0, 0, 0, 0, 0]

  /// A stream without end that counts the messages it has sent.
  private func endless(_ sent: Counter) -> RPC.Method {
    .serverStream("/t/Endless") { _, call in
      let message = ByteBuffer(repeating: 7, count: Self.messageBytes)
      while true {
        try await call.send(message)
        sent.add(1)
      }
    }
  }

  @Test("A slow reader stops the handler")
  func slowReader() async throws {
    let sent = Counter()
    let window = 100_000
    try await withServer([endless(sent)]) { _, server in
      let raw = try await RawConnection(server, window: Int32(window))
      _ = try await raw.begin(.call("/t/Endless"), body: Self.emptyMessage, ends: true)
      try await eventually("the window is full") { try await raw.receivedBytes() == window }
      try await settled(sent)
      let most = window + HTTP2Connection.streamBufferBytes + 2 * Self.messageBytes
      #expect(sent.value * Self.messageBytes <= most)
      #expect(sent.value * Self.messageBytes >= window / 2)
      await raw.close()
    }
  }

  @Test("Many slow readers on one connection are bounded together")
  func slowConnection() async throws {
    let sent = Counter()
    let streams = 100
    try await withServer([endless(sent)]) { _, server in
      let raw = try await RawConnection(server, window: 1000)
      for _ in 0..<streams {
        _ = try await raw.begin(.call("/t/Endless"), body: Self.emptyMessage, ends: true)
      }
      try await eventually("every window is full") {
        try await raw.receivedBytes() == streams * 1000
      }
      try await settled(sent)
      let most =
        HTTP2Connection.connectionBufferBytes + streams * (1000 + 2 * Self.messageBytes)
      #expect(sent.value * Self.messageBytes <= most)
      await raw.close()
    }
  }

  @Test("Who reads nothing has little made, however many streams there are")
  func unreadAnswers() async throws {
    let sent = Counter()
    let streams = 100
    let messageBytes = 1000
    let method: RPC.Method = .serverStream("/t/Endless") { _, call in
      let message = ByteBuffer(repeating: 7, count: messageBytes)
      while true {
        try await call.send(message, compression: .never)
        sent.add(1)
      }
    }
    try await withServer([method]) { _, server in
      let raw = try await RawConnection(server, window: 0)
      try await raw.begin(streams, of: .call("/t/Endless"), body: Self.emptyMessage)
      try await eventually("a handler makes messages") { sent.value > 0 }
      try await settled(sent)
      // The message after which a handler waits is not counted as sent.
      #expect(sent.value * messageBytes <= HTTP2Connection.firstConnectionBufferBytes)
      await raw.close()
    }
  }

  @Test("A slow handler stops the client, and nothing is lost")
  func slowHandler() async throws {
    let sent = Counter()
    let (gate, open) = AsyncStream<Void>.makeStream()
    let slow: RPC.Method = .clientStream("/t/Slow") { call in
      for await _ in gate { break }
      var count = 0
      for try await request in call.requests { count += request.readableBytes }
      return ByteBuffer(string: "\(count)")
    }
    try await withServer([slow]) { client, _ in
      let call = try await client.open("/t/Slow")
      let sending = Task {
        let message = ByteBuffer(repeating: 7, count: Self.messageBytes)
        for _ in 0..<500 {
          try await call.send(message)
          sent.add(1)
        }
        return try await call.onlyResponse().text
      }
      try await eventually("the client has begun") { sent.value > 10 }
      try await settled(sent)
      let window = Int(SessionSettings(role: .server).streamWindowBytes)
      let most = window + HTTP2Connection.streamBufferBytes + 2 * Self.messageBytes
      #expect(sent.value * Self.messageBytes <= most)
      open.yield()
      let total = try await sending.value
      #expect(total == "\(500 * Self.messageBytes)")
    }
  }

  @Test("A slow client stops the server's handler, and nothing is lost")
  func slowClient() async throws {
    let sent = Counter()
    let count: RPC.Method = .serverStream("/t/Count") { _, call in
      for number in 0..<2000 {
        var message = ByteBuffer(repeating: 7, count: Self.messageBytes)
        message.setInteger(number, at: 0)
        // Compressed, all of them would fit into the window.
        try await call.send(message, compression: .never)
        sent.add(1)
      }
    }
    try await withServer([count]) { client, _ in
      let call = try await client.serverStream("/t/Count", ByteBuffer())
      try await eventually("the server has begun") { sent.value > 10 }
      try await settled(sent)
      #expect(sent.value * Self.messageBytes < 1_000_000)
      var next = 0
      for try await response in call.responses {
        #expect(response.getInteger(at: 0, as: Int.self) == next)
        next += 1
      }
      #expect(next == 2000)
    }
  }

  @Test("A stopped sender wakes when its call is cancelled")
  func cancelledSender() async throws {
    let sent = Counter()
    let ended = Counter()
    let method: RPC.Method = .serverStream("/t/Endless") { _, call in
      defer { ended.add(1) }
      while true {
        try await call.send(ByteBuffer(repeating: 7, count: Self.messageBytes))
        sent.add(1)
      }
    }
    try await withServer([method]) { client, _ in
      let call = try await client.serverStream("/t/Endless", ByteBuffer())
      try await eventually("the server has begun") { sent.value > 10 }
      try await settled(sent)
      call.cancel()
      try await eventually("the handler ends") { ended.value == 1 }
    }
  }

  /// Waits until a counter has not moved for a while.
  private func settled(_ counter: Counter) async throws {
    var last = -1
    var quietLooks = 0
    try await eventually("the sender stops") {
      let now = counter.value
      quietLooks = now == last ? quietLooks + 1 : 0
      last = now
      return quietLooks == 20
    }
  }
}

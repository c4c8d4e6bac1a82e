internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("What is unread when a call has ended", .timeLimit(.minutes(2)))
struct UnreadMessagesTests {
  private static let messageBytes = 10_000
  /// Nearly as many as a stream's window has room for.
  private static let messages = 25
  /// More than the connection's window has room for.
  private static let calls = 8

  /// Sends what a stream's window has room for, which waits for no reader, and trailers.
  private static let full: RPC.Method = .serverStream("/t/Full") { _, call in
    try await fill(call)
  }

  private static func fill(_ call: ServerCall) async throws {
    call.context.setTrailingMetadata(["x-end": "1"])
    for _ in 0..<messages {
      // Compressed, all of them would fit into the window.
      try await call.send(ByteBuffer(repeating: 7, count: messageBytes), compression: .never)
    }
  }

  /// Waits until the trailers are there.
  private func ended(_ call: ClientCall) async throws {
    try await eventually("the call has ended", within: .seconds(10)) {
      await call.trailingMetadata().first("x-end") != nil
    }
  }

  @Test("A reader that goes away leaves the connection to the next calls")
  func dropped() async throws {
    try await withServer([Self.full]) { client, _ in
      for _ in 0..<Self.calls {
        let call = try await client.serverStream("/t/Full", ByteBuffer())
        try await ended(call)
        for try await _ in call.responses { break }
      }
    }
  }

  @Test("A call that is cancelled does so too, and is none that went well")
  func cancelled() async throws {
    try await withServer([Self.full]) { client, _ in
      var held: [ClientCall] = []
      for _ in 0..<Self.calls {
        let call = try await client.serverStream("/t/Full", ByteBuffer())
        try await ended(call)
        call.cancel()
        let read = await status { for try await _ in call.responses {} }
        #expect(read?.code == .cancelled)
        held.append(call)
      }
      #expect(held.count == Self.calls)
    }
  }

  @Test("What is read to its end stays a call that went well, cancelled or not")
  func readToTheEnd() async throws {
    try await withServer([Self.full]) { client, _ in
      let call = try await client.serverStream("/t/Full", ByteBuffer())
      var count = 0
      for try await _ in call.responses { count += 1 }
      #expect(count == Self.messages)
      call.cancel()
      for try await _ in call.responses { count += 1 }
      #expect(count == Self.messages)
    }
  }

  @Test("An attempt whose place another one takes leaves the connection to the next calls")
  func replaced() async throws {
    let attempts = Counter()
    let method: RPC.Method = .bidirectional("/t/Again") { call in
      attempts.add(1)
      guard attempts.value > Self.calls else {
        try await Self.fill(call)
        throw Status(.unavailable, "not now")
      }
      for try await _ in call.requests {}
    }
    try await withServer([method]) { _, server in
      var configuration = ClientConfiguration(host: server.host, port: server.port)
      configuration.retry.maxAttempts = 2 * Self.calls
      configuration.retry.backoff = BackoffPolicy(
        initial: .milliseconds(1), longest: .milliseconds(1))
      let client = Client(configuration)
      let call = try await client.open("/t/Again", CallOptions(isSafe: true))
      try await eventually("every attempt is made", within: .seconds(10)) {
        try await call.send(ByteBuffer())
        return attempts.value > Self.calls
      }
      call.finishSending()
      var count = 0
      for try await _ in call.responses { count += 1 }
      #expect(count == 0)
      await client.close()
    }
  }
}

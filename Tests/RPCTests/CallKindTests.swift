internal import NIOCore
internal import Testing

@testable internal import RPC

@Suite("The four kinds of calls", .timeLimit(.minutes(3)))
struct CallKindTests {
  static let methods: [RPC.Method] = [
    .unary("/test.Echo/Unary") { request, _ in request },
    .serverStream("/test.Echo/Repeat") { request, call in
      for _ in 0..<(Int(request.text) ?? 0) { try await call.send(request) }
    },
    .clientStream("/test.Echo/Join") { call in
      var all = ByteBuffer()
      for try await request in call.requests { all.writeImmutableBuffer(request) }
      return all
    },
    .bidirectional("/test.Echo/Chat") { call in
      for try await request in call.requests { try await call.send(request) }
    },
    .bidirectional("/test.Echo/Batches") { call in
      while true {
        let requests = try await call.requests(atMost: 10)
        if requests.isEmpty { return }
        var batch = MessageBatch()
        for request in requests.prefix(10) {
          request.withUnsafeReadableBytes { batch.append($0) }
        }
        try await call.send(batch)
      }
    },
  ]

  @Test("A unary call is answered")
  func unary() async throws {
    try await withServer(Self.methods) { client, _ in
      let response = try await client.unary("/test.Echo/Unary", ByteBuffer(string: "hello"))
      #expect(response.message.text == "hello")
    }
  }

  @Test("An empty message and one of 4 MiB arrive whole", arguments: [0, 1, 4, 5, 65_536, 4 << 20])
  func sizes(_ count: Int) async throws {
    try await withServer(Self.methods) { client, _ in
      let request = ByteBuffer(bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
      let response = try await client.unary("/test.Echo/Unary", request)
      #expect(response.message == request)
    }
  }

  @Test("A server stream sends every message in order")
  func serverStream() async throws {
    try await withServer(Self.methods) { client, _ in
      let call = try await client.serverStream("/test.Echo/Repeat", ByteBuffer(string: "1000"))
      var count = 0
      for try await response in call.responses {
        #expect(response.text == "1000")
        count += 1
      }
      #expect(count == 1000)
    }
  }

  @Test("Messages that are taken and sent together keep their order, compressed and large ones too")
  func batches() async throws {
    try await withServer(Self.methods) { client, _ in
      let call = try await client.open("/test.Echo/Batches")
      let count = 3000
      async let answers = call.responses.reduce(into: []) { $0.append($1.text) }
      let texts = (0..<count).map { number in
        String(repeating: "\(number) ", count: number % 100 == 50 ? 5000 : 1)
      }
      for (number, text) in texts.enumerated() {
        try await call.send(
          ByteBuffer(string: text), compression: number % 7 == 3 ? .always : .never)
      }
      call.finishSending()
      #expect(try await answers == texts)
    }
  }

  @Test("A client stream is joined to one answer")
  func clientStream() async throws {
    try await withServer(Self.methods) { client, _ in
      let call = try await client.open("/test.Echo/Join")
      for number in 0..<1000 { try await call.send(ByteBuffer(string: "\(number % 10)")) }
      let answer = try await call.onlyResponse()
      #expect(answer.text == String(repeating: "0123456789", count: 100))
    }
  }

  @Test("A bidirectional stream answers each message before the next")
  func bidirectional() async throws {
    try await withServer(Self.methods) { client, _ in
      let call = try await client.open("/test.Echo/Chat")
      var responses = call.responses.makeAsyncIterator()
      for number in 0..<100 {
        try await call.send(ByteBuffer(string: "\(number)"))
        #expect(try await responses.next()?.text == "\(number)")
      }
      call.finishSending()
      #expect(try await responses.next() == nil)
    }
  }

  @Test("Many calls share one connection")
  func concurrency() async throws {
    try await withServer(Self.methods) { client, server in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<500 {
          group.addTask {
            let request = ByteBuffer(string: "\(number)")
            return try await client.unary("/test.Echo/Unary", request).message == request
          }
        }
        for try await isSame in group { #expect(isSame) }
      }
      #expect(server.connectionCount == 1)
    }
  }
}

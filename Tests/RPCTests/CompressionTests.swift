internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Compressed messages, both ways", .timeLimit(.minutes(1)))
struct CompressionTests {
  private static let long = ByteBuffer(string: String(repeating: "sleepy dormouse, ", count: 5000))

  private static let methods: [RPC.Method] = [
    .unary("/t/Echo") { request, _ in request },
    .unary("/t/WasCompressed") { _, context in
      ByteBuffer(string: "\(context.isRequestCompressed)")
    },
    .unary("/t/Choose") { request, context in
      context.setResponseCompression(request.text == "never" ? .never : .always)
      return request.text == "never" ? long : request
    },
    .bidirectional("/t/Chat") { call in
      // Answers each message as it came, and compressed only if it was.
      for try await request in call.receivedMessages {
        try await call.send(request.bytes, compression: request.wasCompressed ? .always : .never)
      }
    },
    .clientStream("/t/Join") { call in
      var all = ByteBuffer()
      for try await request in call.requests { all.writeImmutableBuffer(request) }
      return all
    },
    .serverStream("/t/Repeat") { request, call in
      for _ in 0..<3 { try await call.send(request) }
    },
  ]

  @Test("A large answer is compressed by itself, a small one is not")
  func automatic() async throws {
    try await withServer(Self.methods) { client, _ in
      let large = try await client.unary("/t/Echo", Self.long)
      #expect(large.message == Self.long && large.isCompressed)
      let small = try await client.unary("/t/Echo", ByteBuffer(string: "hi"))
      #expect(small.message.text == "hi" && !small.isCompressed)
    }
  }

  @Test("What does not get smaller goes as it is")
  func noise() async throws {
    var random = SeededGenerator.printingSeed()
    let noise = ByteBuffer(
      bytes: (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) })
    try await withServer(Self.methods) { client, _ in
      let response = try await client.unary("/t/Echo", noise)
      #expect(response.message == noise && !response.isCompressed)
    }
  }

  @Test("A handler chooses whether its answer is compressed, and reads whether its request was")
  func choice() async throws {
    try await withServer(Self.methods) { client, _ in
      let small = try await client.unary("/t/Choose", ByteBuffer(string: "always"))
      #expect(small.message.text == "always" && small.isCompressed)
      let large = try await client.unary("/t/Choose", ByteBuffer(string: "never"))
      #expect(large.message == Self.long && !large.isCompressed)
      for (compression, expected) in [(MessageCompression.always, "true"), (.never, "false")] {
        let options = CallOptions(compression: compression)
        let answer = try await client.unary("/t/WasCompressed", ByteBuffer(string: "x"), options)
        #expect(answer.message.text == expected)
      }
    }
  }

  @Test("Each message of a stream is compressed or not, as its sender says")
  func perMessage() async throws {
    try await withServer(Self.methods) { client, _ in
      let call = try await client.open("/t/Chat", CallOptions(compression: .always))
      var answers = call.receivedMessages
      for choice in [MessageCompression.always, .never, .automatic] {
        for message in [ByteBuffer(), ByteBuffer(string: "hi"), Self.long] {
          try await call.send(message, compression: choice)
          let answer = try await answers.next(isolation: nil)
          #expect(answer?.bytes == message)
          let isLarge = message.readableBytes >= MessageCompression.automaticBytes
          #expect(answer?.wasCompressed == (choice == .always || choice == .automatic && isLarge))
        }
      }
      call.finishSending()
      #expect(try await answers.next(isolation: nil) == nil)
    }
  }

  @Test("Streams of large messages arrive whole, compressed both ways")
  func streams() async throws {
    try await withServer(Self.methods) { client, _ in
      let options = CallOptions(compression: .automatic)
      let join = try await client.open("/t/Join", options)
      for _ in 0..<20 { try await join.send(Self.long) }
      #expect(try await join.onlyResponse().readableBytes == Self.long.readableBytes * 20)
      let call = try await client.serverStream("/t/Repeat", Self.long, options)
      var count = 0
      for try await message in call.receivedMessages {
        #expect(message.bytes == Self.long && message.wasCompressed)
        count += 1
      }
      #expect(count == 3)
    }
  }

  @Test("Nothing is compressed in a call that did not say so, or for a client that cannot read it")
  func undeclared() async throws {
    try await withServer(Self.methods) { client, server in
      let call = try await client.open("/t/Chat")
      try await call.send(Self.long, compression: .always)
      var answers = call.receivedMessages
      #expect(try await answers.next(isolation: nil)?.wasCompressed == false)
      let raw = try await RawConnection(server)
      let body =
        MessageDeframer.prefix(length: Self.long.readableBytes) + Self.long.readableBytesView
      let plain = try await raw.request(.call("/t/Echo"), body: body)
      #expect(plain.body.first == 0 && plain.text(.grpcEncoding) == nil)
      let accepting = HeaderBlock.call("/t/Echo", ["grpc-accept-encoding": "deflate, gzip ,br"])
      let compressed = try await raw.request(accepting, body: body)
      #expect(compressed.body.first == 1 && compressed.text(.grpcEncoding) == "gzip")
    }
  }

  @Test("The first response of a connection says what we read, and a small one says no more")
  func advertised() async throws {
    try await withServer(Self.methods) { _, server in
      let raw = try await RawConnection(server)
      let headers = HeaderBlock.call("/t/Echo", ["grpc-accept-encoding": "gzip"])
      let body: [UInt8] = [0, 0, 0, 0, 2, 0x68, 0x69]
      let first = try await raw.request(headers, body: body)
      #expect(first.text(.grpcAcceptEncoding) == "identity,gzip")
      #expect(first.text(.grpcEncoding) == nil)
      let second = try await raw.request(headers, body: body)
      #expect(second.text(.grpcAcceptEncoding) == nil && second.text(.grpcStatus) == "0")
    }
  }

  @Test(
    "A compressed message that cannot be inflated ends the call and nothing else",
    arguments: ["/t/Echo", "/t/Join", "/t/Chat", "/t/Repeat"])
  func broken(_ path: String) async throws {
    let member = Array(try Gzip.deflateNow(ByteBuffer(string: "hello")).readableBytesView)
    let bodies: [(body: [UInt8], status: String)] = [
      ([], "13"), (Array("not gzip".utf8), "13"), (Array(member.dropLast()), "13"),
      (member + [0], "13"), (member + member, "13"), (Bomb.bytes(count: 30_000), "8"),
    ]
    try await withServer(Self.methods) { _, server in
      let raw = try await RawConnection(server)
      let headers = HeaderBlock.call(path, ["grpc-encoding": "gzip"])
      for (body, status) in bodies {
        let prefix = MessageDeframer.prefix(length: body.count, isCompressed: true)
        let answer = try await raw.request(headers, body: prefix + body)
        #expect(answer.text(.grpcStatus) == status)
      }
      let prefix = MessageDeframer.prefix(length: member.count, isCompressed: true)
      let good = try await raw.request(headers, body: prefix + member)
      #expect(good.text(.grpcStatus) == "0")
    }
  }

  @Test("Compressed messages wait as they came, so that the window bounds what waits")
  func waiting() throws {
    var inbound = InboundMessages(encoding: .gzip, maxMessageBytes: 1 << 20)
    let member = try Gzip.deflateNow(ByteBuffer(repeating: 0, count: 500_000))
    let prefix = MessageDeframer.prefix(length: member.readableBytes, isCompressed: true)
    let framed = prefix + Array(member.readableBytesView)
    let freed = try (framed + framed).withUnsafeBytes { try inbound.receive($0) }
    #expect(freed == 0 && inbound.count == 2)
    guard case .message(let first, freedBytes: framed.count) = inbound.next() else {
      Issue.record("a message frees what it held of the window")
      return
    }
    #expect(first == FramedMessage(bytes: member, isCompressed: true))
  }
}

internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Calls that are answered at once", .timeLimit(.minutes(1)))
struct ImmediateCallTests {
  private static let path = "/t/Now"
  private static let hi: [UInt8] = [0, 0, 0, 0, 2, 0x68, 0x69]
  private static let long = String(repeating: "sleepy dormouse, ", count: 5000)

  /// Answers what it is told to, and says which handler did.
  private static let methods: [RPC.Method] = [
    .unary(
      path,
      immediately: { request, call in
        switch String(decoding: request, as: UTF8.self) {
        case "later": return
        case "fail": throw Status(.notFound, "no such thing")
        case "twice":
          try call.answer("1")
          try call.answer("2")
        case "long": try call.answer(long)
        case "huge": try call.answer(byteCount: 5 * 1024 * 1024) { _ in 0 }
        case "empty": try call.answer("")
        case "metadata": try call.answer("\(call.path) \(call.metadata.values("x-id"))")
        case let text: try call.answer("at once: \(text)")
        }
      },
      otherwise: { request, _ in ByteBuffer(string: "later: \(request.text)") })
  ]

  private func answer(_ request: String) async throws -> UnaryResponse {
    try await withServer(Self.methods) { client, _ in
      let options = CallOptions(metadata: ["x-id": "7"])
      return try await client.unary(Self.path, ByteBuffer(string: request), options)
    }
  }

  @Test("One that is not answered at once is left to the other handler")
  func later() async throws {
    #expect(try await answer("hi").message.text == "at once: hi")
    #expect(try await answer("later").message.text == "later: later")
    #expect(try await answer("empty").message.readableBytes == 0)
    #expect(try await answer("").message.text == "at once: ")
  }

  @Test("It knows its path and its metadata")
  func head() async throws {
    #expect(try await answer("metadata").message.text == "/t/Now [\"7\"]")
  }

  @Test("A large answer is compressed by itself")
  func large() async throws {
    let response = try await answer("long")
    #expect(response.message.text == Self.long && response.isCompressed)
  }

  @Test("A failure, a second answer and one that is too large end the call with a status")
  func failures() async throws {
    for (request, code) in [
      ("fail", Status.Code.notFound), ("twice", .internalError), ("huge", .resourceExhausted),
    ] {
      let status = await #expect(throws: Status.self) { try await answer(request) }
      #expect(status?.code == code, "\(request)")
    }
  }

  @Test("A request in pieces, a compressed one and one without a message are no exceptions")
  func forms() async throws {
    try await withServer(Self.methods) { client, server in
      let options = CallOptions(compression: .always)
      let compressed = try await client.unary(Self.path, ByteBuffer(string: Self.long), options)
      // The other handler takes what has to be inflated first.
      #expect(compressed.message.text == "later: \(Self.long)")

      let connection = try await RawConnection(server)
      let none = try await connection.request(.call(Self.path))
      #expect(none.text(.grpcStatus) == "\(Status.Code.unimplemented.rawValue)")
      let two = try await connection.request(.call(Self.path), body: Self.hi + Self.hi)
      #expect(two.text(.grpcStatus) == "\(Status.Code.unimplemented.rawValue)")
      let partial = try await connection.request(.call(Self.path), body: Array(Self.hi.dropLast()))
      #expect(partial.text(.grpcStatus) == "\(Status.Code.internalError.rawValue)")
      let good = try await connection.request(.call(Self.path), body: Self.hi)
      #expect(String(decoding: good.body.dropFirst(5), as: UTF8.self) == "at once: hi")
    }
  }

  @Test("A request whose message comes late has its time, and one without a message has its end")
  func late() async throws {
    var limits = ServerLimits()
    limits.watchInterval = .milliseconds(50)
    limits.messageTime = .milliseconds(300)
    try await withServer(Self.methods, limits: limits) { _, server in
      let connection = try await RawConnection(server)
      let timed = try await connection.request(
        .call(Self.path, ["te": "trailers", "grpc-timeout": "60m"]), ends: false)
      #expect(timed.text(.grpcStatus) == "\(Status.Code.deadlineExceeded.rawValue)")
      let never = try await connection.request(.call(Self.path), ends: false)
      #expect(never.text(.grpcStatus) == "\(Status.Code.cancelled.rawValue)")
      let prompt = try await connection.request(
        .call(Self.path, ["te": "trailers", "grpc-timeout": "9S"]), body: Self.hi)
      #expect(prompt.text(.grpcStatus) == "0")
    }
  }

  @Test("A message may come after its headers and in pieces")
  func pieces() async throws {
    try await withServer(Self.methods) { _, server in
      for timeout in [[:], ["grpc-timeout": "9S"]] as [KeyValuePairs<String, String>] {
        for split in 0..<Self.hi.count {
          let connection = try await RawConnection(server)
          let id = try await connection.begin(.call(Self.path, timeout))
          // By the answer to this, the headers have been read.
          let other = try await connection.request(.call(Self.path), body: Self.hi)
          #expect(other.text(.grpcStatus) == "0")
          try await connection.append(Array(Self.hi[..<split]), to: id, ends: false)
          try await connection.append(Array(Self.hi[split...]), to: id, ends: true)
          let answer = try await connection.answer(id)
          #expect(String(decoding: answer.body.dropFirst(5), as: UTF8.self) == "at once: hi")
          await connection.close()
        }
      }
    }
  }

  @Test("Whoever does not read what was answered at once loses the stream, and holds nothing up")
  func unread() async throws {
    var limits = ServerLimits()
    limits.watchInterval = .milliseconds(50)
    limits.readerTime = .milliseconds(200)
    try await withServer(Self.methods, limits: limits) { _, server in
      let connection = try await RawConnection(server, window: 20)
      let body: [UInt8] = [0, 0, 0, 0, 20] + [UInt8](repeating: 0x61, count: 20)
      let answer = try await connection.request(.call(Self.path), body: body)
      #expect(answer.error == .cancel && answer.body.count == 20)
      let good = try await connection.request(.call(Self.path), body: [0, 0, 0, 0, 0])
      #expect(good.text(.grpcStatus) == "0")
    }
  }

  @Test("Calls that use the memory of others show nothing of them")
  func reuse() async throws {
    try await withServer(Self.methods) { client, _ in
      for round in 0..<200 {
        let request = ["fail", "long", "later", "empty", "metadata", "hi"][round % 6]
        let options = CallOptions(metadata: round % 2 == 0 ? ["x-id": "\(round)"] : [:])
        let response = try? await client.unary(
          Self.path, ByteBuffer(string: request), options)
        let expected: String? =
          switch request {
          case "fail": nil
          case "long": Self.long
          case "later": "later: later"
          case "empty": ""
          case "metadata": "/t/Now \(round % 2 == 0 ? ["\(round)"] : [])"
          default: "at once: hi"
          }
        #expect(response?.message.text == expected, "round \(round)")
      }
    }
  }
}

extension ImmediateCall {
  /// Answers with a text.
  fileprivate func answer(_ text: String) throws(Status) {
    try Array(text.utf8).withUnsafeBytes { bytes in
      Result { () throws(Status) in try answer(copying: bytes) }
    }.get()
  }
}

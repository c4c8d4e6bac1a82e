internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("What a server answers on the wire", .timeLimit(.minutes(3)))
struct WireTests {
  private static let path = "/test.Echo/Unary"
  private static let hi: [UInt8] = [0, 0, 0, 0, 2, 0x68, 0x69]

  private func answer(
    _ headers: HeaderBlock, body: [UInt8] = hi
  ) async throws -> RawConnection.Answer {
    try await withServer(CallKindTests.methods) { _, server in
      try await RawConnection(server).request(headers, body: body)
    }
  }

  @Test("A call is answered with headers, a message and trailers")
  func goodCall() async throws {
    let answer = try await answer(.call(Self.path))
    #expect(answer.blocks.count == 2)
    #expect(answer.blocks.first?.text(.status) == "200")
    #expect(answer.blocks.first?.text(.contentType) == "application/grpc")
    #expect(answer.blocks.last?.text(.grpcStatus) == "0")
    #expect(answer.body == Self.hi)
    #expect(answer.error == .noError)
  }

  @Test("te may be missing, and the content type may say more")
  func tolerance() async throws {
    for type in ["application/grpc", "application/grpc+proto", "application/grpc;x=y"] {
      let answer = try await answer(.call(Self.path, contentType: type, [:]))
      #expect(answer.text(.grpcStatus) == "0")
    }
  }

  @Test(
    "Another content type is 415",
    arguments: [nil, "text/plain", "application/json", "application/grpc-web", "application/grpcx"])
  func contentType(_ type: String?) async throws {
    let answer = try await answer(.call(Self.path, contentType: type))
    #expect(answer.text(.status) == "415")
    #expect(answer.text(.grpcStatus) == nil)
  }

  @Test("Another method than POST is 405", arguments: ["GET", "PUT", "DELETE"])
  func method(_ method: String) async throws {
    let answer = try await answer(.call(Self.path, method: method))
    #expect(answer.text(.status) == "405")
  }

  @Test("GET /healthz is 200 with a body, over HTTP/2 and HTTP/1.1")
  func healthz() async throws {
    let answer = try await answer(.call("/healthz", method: "GET", contentType: nil), body: [])
    #expect(answer.text(.status) == "200")
    #expect(answer.body == Array("ok\n".utf8))

    var plain = PlainHTTPRequest()
    var first = ByteBuffer(string: "GET /healthz HT")
    guard case .undecided = plain.receive(&first) else {
      Issue.record("half a request was answered")
      return
    }
    var second = ByteBuffer(string: "TP/1.1\r\nhost: a\r\n\r\n")
    guard case .answer(let path) = plain.receive(&second) else {
      Issue.record("a request was not answered")
      return
    }
    let sick = PlainHTTPRequest.answer(path: path) { Healthz(isHealthy: false, body: "disk full") }
    #expect(sick.text.hasPrefix("HTTP/1.1 503 ") && sick.text.hasSuffix("\r\n\r\ndisk full"))
  }

  @Test("An unknown path is UNIMPLEMENTED, in trailers alone")
  func unknownPath() async throws {
    let answer = try await answer(.call("/test.Echo/Nothing"))
    #expect(answer.blocks.count == 1)
    #expect(answer.text(.status) == "200" && answer.text(.grpcStatus) == "12")
  }

  @Test("An encoding that is not known is UNIMPLEMENTED and says what is")
  func unknownEncoding() async throws {
    let headers = HeaderBlock.call(Self.path, ["te": "trailers", "grpc-encoding": "snappy"])
    let answer = try await answer(headers)
    #expect(answer.text(.grpcStatus) == "12")
    #expect(answer.text(.grpcAcceptEncoding)?.contains("identity") == true)
  }

  @Test(
    "Framing that is wrong is INTERNAL",
    arguments: [
      // A compressed flag without an encoding; another flag; a truncated message; half a prefix.
      [1, 0, 0, 0, 1, 7], [2, 0, 0, 0, 1, 7], [0, 0, 0, 0, 9, 7], [0, 0, 0],
    ] as [[UInt8]])
  func framing(_ body: [UInt8]) async throws {
    #expect(try await answer(.call(Self.path), body: body).text(.grpcStatus) == "13")
  }

  @Test("A unary call with no message or two is UNIMPLEMENTED", arguments: [[], hi + hi])
  func cardinality(_ body: [UInt8]) async throws {
    #expect(try await answer(.call(Self.path), body: body).text(.grpcStatus) == "12")
  }

  @Test("A message that claims to be too large is refused before it arrives")
  func tooLarge() async throws {
    let answer = try await answer(.call(Self.path), body: [0, 0xFF, 0xFF, 0xFF, 0xFF, 1])
    #expect(answer.text(.grpcStatus) == "8")
  }

  @Test("Metadata over the limit is RESOURCE_EXHAUSTED, and the connection goes on")
  func metadataLimit() async throws {
    try await withServer(CallKindTests.methods) { _, server in
      let raw = try await RawConnection(server)
      let long = String(repeating: "v", count: 20_000)
      let big = try await raw.request(.call(Self.path, ["x-long": long]), body: Self.hi)
      #expect(big.text(.grpcStatus) == "8")
      let good = try await raw.request(.call(Self.path), body: Self.hi)
      #expect(good.text(.grpcStatus) == "0")
    }
  }

  @Test(
    "A timeout that is none is INVALID_ARGUMENT", arguments: ["", "5", "5x", "123456789S", "-1S"])
  func badTimeout(_ text: String) async throws {
    let answer = try await answer(.call(Self.path, ["grpc-timeout": text]))
    #expect(answer.text(.grpcStatus) == "3")
  }

  @Test("Bytes that are no HTTP are answered with a closed connection")
  func noHTTP() async throws {
    try await withServer(CallKindTests.methods) { _, server in
      let raw = try await RawConnection(server)
      try await raw.send(Array("\u{16}\u{3}\u{1}garbage garbage garbage".utf8))
      try await eventually("the connection is closed") { raw.isClosed }
    }
  }
}

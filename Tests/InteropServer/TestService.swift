internal import NIOCore
internal import RPC

/// The service `grpc.testing.TestService`, with which gRPC implementations are tried against each
/// other, as gRPC's document "Interoperability Test Case Descriptions" has it.
///
/// `UnimplementedCall` is left out on purpose.
enum TestService {
  /// The largest payload that is made. Unit: bytes.
  static let maxPayloadBytes: Int32 = 4 << 20

  /// How many requests `HalfDuplexCall` keeps until the client has sent its last.
  static let maxKeptRequests = 1000

  static func path(_ name: String) -> String { "/grpc.testing.TestService/\(name)" }

  static let methods = MethodTable([
    .unary(path("EmptyCall")) { _, _ in ByteBuffer() },
    .unary(path("UnaryCall"), unaryCall),
    .unary(path("CacheableUnaryCall"), unaryCall),
    .serverStream(path("StreamingOutputCall"), streamingOutputCall),
    .clientStream(path("StreamingInputCall"), streamingInputCall),
    .bidirectional(path("FullDuplexCall"), fullDuplexCall),
    .bidirectional(path("HalfDuplexCall"), halfDuplexCall),
  ])

  @Sendable
  private static func unaryCall(
    _ message: ByteBuffer, _ context: CallContext
  ) async throws -> ByteBuffer {
    MetadataEcho.answer(context)
    let request = try SimpleRequest(decoding: message)
    try checkCompression(request.expectCompressed, found: context.isRequestCompressed)
    try request.status?.check()
    context.setResponseCompression(compression(request.responseCompressed))
    return SimpleResponse(payload: try payload(request.responseSize)).encoded()
  }

  @Sendable
  private static func streamingOutputCall(
    _ message: ByteBuffer, _ call: ServerCall
  ) async throws {
    MetadataEcho.answer(call.context)
    try await answer(try StreamingOutputRequest(decoding: message), call)
  }

  @Sendable
  private static func streamingInputCall(_ call: ServerCall) async throws -> ByteBuffer {
    MetadataEcho.answer(call.context)
    var total = 0
    for try await message in call.receivedMessages {
      let request = try StreamingInputRequest(decoding: message.bytes)
      try checkCompression(request.expectCompressed, found: message.wasCompressed)
      total += request.payload.count
    }
    return StreamingInputResponse(totalSize: Int32(clamping: total)).encoded()
  }

  @Sendable
  private static func fullDuplexCall(_ call: ServerCall) async throws {
    MetadataEcho.answer(call.context)
    for try await message in call.requests {
      try await answer(try StreamingOutputRequest(decoding: message), call)
    }
  }

  @Sendable
  private static func halfDuplexCall(_ call: ServerCall) async throws {
    MetadataEcho.answer(call.context)
    var requests: [StreamingOutputRequest] = []
    for try await message in call.requests {
      guard requests.count < maxKeptRequests else {
        throw Status(.resourceExhausted, "no more than \(maxKeptRequests) requests are kept")
      }
      requests.append(try StreamingOutputRequest(decoding: message))
    }
    for request in requests { try await answer(request, call) }
  }

  /// Sends what a request asks for.
  private static func answer(
    _ request: StreamingOutputRequest, _ call: ServerCall
  ) async throws {
    try request.status?.check()
    for wanted in request.responses {
      let response = StreamingOutputResponse(payload: try payload(wanted.size)).encoded()
      try await pause(wanted.intervalMicroseconds)
      try await call.send(response, compression: compression(wanted.compressed))
    }
  }

  /// Waits for as long as the client asked for.
  private static func pause(_ microseconds: Int32) async throws {
    guard microseconds > 0 else { return }
    // Being slow on request is what this service is for; nothing waits for an event here.
    try await Task.sleep(for: .microseconds(microseconds))
  }

  private static func payload(_ size: Int32) throws(Status) -> [UInt8] {
    guard (0...maxPayloadBytes).contains(size) else {
      throw Status(.invalidArgument, "a payload of \(size) bytes cannot be made")
    }
    return [UInt8](repeating: 0, count: Int(size))
  }

  /// Clients that do not ask for compression are right to expect none.
  private static func compression(_ isWanted: Bool?) -> MessageCompression {
    isWanted == true ? .always : .never
  }

  private static func checkCompression(_ expected: Bool?, found: Bool) throws(Status) {
    guard let expected, expected != found else { return }
    throw Status(
      .invalidArgument,
      "the message came \(found ? "compressed" : "as it is"), against what it says")
  }
}

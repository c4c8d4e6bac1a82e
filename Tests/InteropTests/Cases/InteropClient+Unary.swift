internal import NIOCore
internal import RPC
internal import Testing

@testable internal import InteropServer

/// Cases of one request and one response.
extension InteropClient {
  func emptyUnary() async throws {
    let answer = try await client.unary(TestService.path("EmptyCall"), ByteBuffer())
    #expect(answer.message.readableBytes == 0)
  }

  func largeUnary() async throws {
    let answer = try await unary(Self.large())
    let payload = try SimpleResponse(decoding: answer.message).payload
    #expect(payload == Self.zeros(Int(Self.largeResponse)))
  }

  /// One connection for many calls.
  func soak(iterations: Int) async throws {
    for _ in 0..<iterations { try await largeUnary() }
  }

  func unimplemented(_ service: String) async throws {
    try await expect(.unimplemented) {
      _ = try await client.unary("/grpc.testing.\(service)/UnimplementedCall", ByteBuffer())
    }
  }

  func customMetadata() async throws {
    var metadata = Metadata()
    metadata.add(MetadataEcho.initialName, "test_initial_metadata_value")
    metadata.add(MetadataEcho.trailingName, binary: [0xAB, 0xAB, 0xAB])
    let options = CallOptions(metadata: metadata)
    let answer = try await unary(Self.large(), options)
    expectEcho(answer.initialMetadata, answer.trailingMetadata)

    let call = try await open("FullDuplexCall", options)
    let request = StreamingOutputRequest(
      responses: [ResponseParameters(size: Self.largeResponse)],
      payload: Self.zeros(Self.largeRequest))
    try await call.send(request.encoded())
    try expectPayload(try await call.onlyResponse(), Self.largeResponse)
    expectEcho(try await call.initialMetadata(), await call.trailingMetadata())
  }

  /// The status that the server is asked for comes back, from both kinds of call.
  func echoedStatus(_ message: String) async throws {
    let wanted = EchoStatus(code: Int32(Status.Code.unknown.rawValue), message: message)
    var request = SimpleRequest()
    request.status = wanted
    let unaryStatus = try await expect(.unknown) { _ = try await unary(request) }
    #expect(unaryStatus.message == message)
    let call = try await open("FullDuplexCall")
    try await call.send(StreamingOutputRequest(status: wanted).encoded())
    let status = try await expect(.unknown) { _ = try await call.onlyResponse() }
    #expect(status.message == message)
  }

  private func expectEcho(_ initial: Metadata, _ trailing: Metadata) {
    #expect(initial.values(MetadataEcho.initialName) == ["test_initial_metadata_value"])
    #expect(trailing.binaryValues(MetadataEcho.trailingName) == [[0xAB, 0xAB, 0xAB]])
  }
}

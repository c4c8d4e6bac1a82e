internal import NIOCore
internal import RPC
internal import Testing

@testable internal import InteropServer

/// Cases of compressed messages.
extension InteropClient {
  func clientCompressedUnary() async throws {
    try await expect(.invalidArgument) {
      _ = try await unary(Self.large { $0.expectCompressed = true })
    }
    for isCompressed in [true, false] {
      let options = CallOptions(compression: isCompressed ? .always : .never)
      let answer = try await unary(Self.large { $0.expectCompressed = isCompressed }, options)
      let payload = try SimpleResponse(decoding: answer.message).payload
      #expect(payload == Self.zeros(Int(Self.largeResponse)))
    }
  }

  func serverCompressedUnary() async throws {
    for isCompressed in [true, false] {
      let answer = try await unary(Self.large { $0.responseCompressed = isCompressed })
      #expect(answer.isCompressed == isCompressed)
      let payload = try SimpleResponse(decoding: answer.message).payload
      #expect(payload == Self.zeros(Int(Self.largeResponse)))
    }
  }

  func clientCompressedStreaming() async throws {
    try await expect(.invalidArgument) {
      let call = try await open("StreamingInputCall")
      try await call.send(
        StreamingInputRequest(payload: Self.zeros(27182), expectCompressed: true).encoded())
      _ = try await call.onlyResponse()
    }
    let call = try await open("StreamingInputCall", CallOptions(compression: .always))
    try await call.send(
      StreamingInputRequest(payload: Self.zeros(27182), expectCompressed: true).encoded())
    try await call.send(
      StreamingInputRequest(payload: Self.zeros(45904), expectCompressed: false).encoded(),
      compression: .never)
    let answer = try StreamingInputResponse(decoding: try await call.onlyResponse())
    #expect(answer.totalSize == 73086)
  }

  func serverCompressedStreaming() async throws {
    let request = StreamingOutputRequest(responses: [
      ResponseParameters(size: 31415, compressed: true),
      ResponseParameters(size: 92653, compressed: false),
    ])
    let call = try await client.serverStream(
      TestService.path("StreamingOutputCall"), request.encoded())
    var found: [Bool] = []
    for try await message in call.receivedMessages {
      found.append(message.wasCompressed)
      try expectPayload(message.bytes, found.count == 1 ? 31415 : 92653)
    }
    #expect(found == [true, false])
  }
}

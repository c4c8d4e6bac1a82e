internal import NIOCore
internal import RPC
internal import Testing

@testable internal import InteropServer

/// Cases of many messages.
extension InteropClient {
  func clientStreaming() async throws {
    let call = try await open("StreamingInputCall")
    for size in Self.requestSizes {
      try await call.send(StreamingInputRequest(payload: Self.zeros(size)).encoded())
    }
    let answer = try StreamingInputResponse(decoding: try await call.onlyResponse())
    #expect(answer.totalSize == 74922)
  }

  func serverStreaming() async throws {
    let request = StreamingOutputRequest(
      responses: Self.responseSizes.map { ResponseParameters(size: $0) })
    let call = try await client.serverStream(
      TestService.path("StreamingOutputCall"), request.encoded())
    try await expectResponses(of: call, Self.responseSizes)
  }

  func pingPong() async throws {
    let call = try await open("FullDuplexCall")
    var responses = call.responses.makeAsyncIterator()
    for (requestSize, responseSize) in zip(Self.requestSizes, Self.responseSizes) {
      let request = StreamingOutputRequest(
        responses: [ResponseParameters(size: responseSize)], payload: Self.zeros(requestSize))
      try await call.send(request.encoded())
      try expectPayload(try await responses.next(isolation: nil), responseSize)
    }
    call.finishSending()
    #expect(try await responses.next(isolation: nil) == nil)
  }

  func emptyStream() async throws {
    let call = try await open("FullDuplexCall")
    call.finishSending()
    try await expectResponses(of: call, [])
  }

  func halfDuplex() async throws {
    let call = try await open("HalfDuplexCall")
    for size in Self.responseSizes {
      let request = StreamingOutputRequest(responses: [ResponseParameters(size: size)])
      try await call.send(request.encoded())
    }
    call.finishSending()
    try await expectResponses(of: call, Self.responseSizes)
  }

  /// Between two messages of a long stream the client does other things, so that the server waits.
  func slowConsumer() async throws {
    let sizes = [Int32](repeating: 1030, count: 2000)
    let request = StreamingOutputRequest(responses: sizes.map { ResponseParameters(size: $0) })
    let call = try await client.serverStream(
      TestService.path("StreamingOutputCall"), request.encoded())
    var count = 0
    for try await message in call.responses {
      try expectPayload(message, 1030)
      count += 1
      if count % 100 == 0 { try await largeUnary() }
    }
    #expect(count == sizes.count)
  }

  private func expectResponses(of call: ClientCall, _ sizes: [Int32]) async throws {
    var messages: [ByteBuffer] = []
    for try await message in call.responses { messages.append(message) }
    #expect(messages.count == sizes.count)
    for (message, size) in zip(messages, sizes) { try expectPayload(message, size) }
  }
}

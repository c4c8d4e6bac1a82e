internal import NIOCore
internal import RPC
internal import Testing

@testable internal import InteropServer

/// Cases of calls that end early.
extension InteropClient {
  func cancelAfterBegin() async throws {
    let call = try await open("StreamingInputCall")
    call.cancel()
    try await expect(.cancelled) { _ = try await call.onlyResponse() }
  }

  func cancelAfterFirstResponse() async throws {
    let call = try await open("FullDuplexCall")
    let request = StreamingOutputRequest(
      responses: [ResponseParameters(size: Self.responseSizes[0])],
      payload: Self.zeros(Self.requestSizes[0]))
    try await call.send(request.encoded())
    var responses = call.responses.makeAsyncIterator()
    try expectPayload(try await responses.next(isolation: nil), Self.responseSizes[0])
    call.cancel()
    try await expect(.cancelled) { _ = try await responses.next(isolation: nil) }
  }

  func timeoutOnSleepingServer() async throws {
    // A call may be over before its first message is sent, as the document has it.
    try await expect(.deadlineExceeded) {
      let call = try await open("FullDuplexCall", CallOptions(timeout: .milliseconds(1)))
      try await call.send(
        StreamingOutputRequest(payload: Self.zeros(Self.requestSizes[0])).encoded())
      for try await _ in call.responses {}
    }
  }
}

internal import NIOCore

extension CallReference<ClientStream> {
  /// The metadata that comes before the first message; on the loop.
  func initialMetadata() async throws(Status) -> Metadata {
    let id = bound.value.numberWaiter()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { bound.value.readMetadata(id, $0) }
    } onCancel: {
      executor.loop.execute { bound.value.cancelMetadataWaiter(id) }
    }
    return try result.get()
  }

  /// The one response of the call with everything around it; on the loop.
  func unaryResponse() async throws(Status) -> UnaryResponse {
    guard let message = try await next() else {
      throw Status(.internalError, "the server answered without a message")
    }
    guard try await next() == nil else {
      throw Status(.internalError, "the server answered with more than one message")
    }
    let stream = bound.value
    return UnaryResponse(
      message: message.bytes, isCompressed: message.wasCompressed,
      initialMetadata: stream.initialMetadata ?? Metadata(),
      trailingMetadata: stream.trailingMetadata)
  }
}

internal import Logging
internal import NIOCore

/// One run of a handler, from its request to the status that its outcome means.
struct HandlerRun: Sendable {
  let handler: Method.Handler
  let request: FramedMessage?
  let context: CallContext
  let logger: Logger

  /// Runs the handler and hands its outcome to the call; on the call's loop.
  func callAsFunction() async {
    let outcome: Result<FramedMessage?, Status>
    do {
      outcome = .success(try await response())
    } catch {
      outcome = .failure(Self.status(of: error, context.path, logger))
    }
    context.reference.bound.value.handlerEnded(outcome)
  }

  /// What a call ends with whose handler threw.
  static func status(of error: any Error, _ path: String, _ logger: Logger) -> Status {
    switch error {
    case let status as Status:
      return status.code == .ok ? Status(.unknown, "the handler failed with status OK") : status
    case is CancellationError:
      return Status(.cancelled, "the call was cancelled")
    default:
      // What an unexpected error says may be meant for us alone.
      logger.error(
        "a handler failed unexpectedly",
        metadata: ["path": "\(path)", "error": "\(type(of: error))"])
      return Status(.unknown, "the server failed to handle the call")
    }
  }

  private func response() async throws -> FramedMessage? {
    switch handler {
    case .unary(let handle):
      return try await framed(try await handle(try await openedRequest(), context))
    case .serverStream(let handle):
      try await handle(try await openedRequest(), ServerCall(context: context))
      return nil
    case .clientStream(let handle):
      return try await framed(try await handle(ServerCall(context: context)))
    case .bidirectional(let handle):
      try await handle(ServerCall(context: context))
      return nil
    }
  }

  /// The one request, inflated if it was compressed.
  private func openedRequest() async throws(Status) -> ByteBuffer {
    guard let request else { return ByteBuffer() }
    return request.isCompressed ? try await context.reference.opened(request).bytes : request.bytes
  }

  /// The one response, compressed if that was chosen or is worth it.
  private func framed(_ response: ByteBuffer) async throws(Status) -> FramedMessage {
    // The handler came back to the loop that it was started on.
    let choice = context.reference.bound.value.responseCompression
    guard choice.isWanted(byteCount: response.readableBytes) else {
      return FramedMessage(bytes: response)
    }
    return try await context.reference.framed(response, choice)
  }
}

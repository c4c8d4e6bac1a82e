internal import Logging
internal import NIOCore

/// One run of a handler, from its request to the status that its outcome means.
struct HandlerRun: Sendable {
  let handler: Method.Handler
  let request: ByteBuffer?
  let context: CallContext
  let logger: Logger

  /// Runs the handler and hands its outcome to the call; on the call's loop.
  func callAsFunction() async {
    let outcome: Result<ByteBuffer?, Status>
    do {
      outcome = .success(try await response())
    } catch let status as Status {
      outcome = .failure(
        status.code == .ok ? Status(.unknown, "the handler failed with status OK") : status)
    } catch is CancellationError {
      outcome = .failure(Status(.cancelled, "the call was cancelled"))
    } catch {
      // What an unexpected error says may be meant for us alone.
      logger.error(
        "a handler failed unexpectedly",
        metadata: ["path": "\(context.path)", "error": "\(type(of: error))"])
      outcome = .failure(Status(.unknown, "the server failed to handle the call"))
    }
    context.reference.bound.value.handlerEnded(outcome)
  }

  private func response() async throws -> ByteBuffer? {
    switch handler {
    case .unary(let handle):
      return try await handle(request ?? ByteBuffer(), context)
    case .serverStream(let handle):
      try await handle(request ?? ByteBuffer(), ServerCall(context: context))
      return nil
    case .clientStream(let handle):
      return try await handle(ServerCall(context: context))
    case .bidirectional(let handle):
      try await handle(ServerCall(context: context))
      return nil
    }
  }
}

package import NIOCore
internal import NIOPosix

/// A gRPC client of one server: it connects at the first call, keeps the connection, and connects
/// again when it was lost.
package final class Client: Sendable {
  private let executor: LoopTaskExecutor
  private let state: NIOLoopBoundBox<ClientState>

  /// A client that has not connected yet.
  package init(_ configuration: ClientConfiguration) {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    executor = LoopTaskExecutor(loop)
    state = NIOLoopBoundBox.makeBoxSendingValue(
      ClientState(configuration, loop: loop), eventLoop: loop)
  }

  deinit {
    executor.loop.execute { [state] in _ = state.value.close() }
  }

  /// Calls a method with one request and one response.
  package func unary(
    _ path: String, _ request: ByteBuffer, _ options: CallOptions = CallOptions()
  ) async throws(Status) -> UnaryResponse {
    let deadline = options.timeout.map(CallTimeout.deadline)
    // All of it on the loop: each step by itself would go there and back.
    return try await withTaskExecutorPreference(executor) {
      () async throws(Status) -> UnaryResponse in
      let call = try await self.serverStream(path, request, options, deadline)
      do throws(Status) {
        return try await call.unaryResponse()
      } catch {
        // A server that refused the call without looking at it may well take it now.
        guard await call.isUntouched() else { throw error }
        return try await self.serverStream(path, request, options, deadline).unaryResponse()
      }
    }
  }

  /// Calls a method with one request and a stream of responses.
  package func serverStream(
    _ path: String, _ request: ByteBuffer, _ options: CallOptions = CallOptions()
  ) async throws(Status) -> ClientCall {
    try await serverStream(
      path, request, options, options.timeout.map(CallTimeout.deadline))
  }

  /// Calls a method with a stream of requests.
  package func open(
    _ path: String, _ options: CallOptions = CallOptions()
  ) async throws(Status) -> ClientCall {
    try await open(path, options, options.timeout.map(CallTimeout.deadline))
  }

  /// Closes the connection after the calls that are under way; later calls fail.
  package func close() async {
    let closed = executor.loop.flatSubmit { [state] in state.value.close() }
    try? await closed.get()
  }

  private func serverStream(
    _ path: String, _ request: ByteBuffer, _ options: CallOptions, _ deadline: NIODeadline?
  ) async throws(Status) -> ClientCall {
    let call = try await open(path, options, deadline)
    try await call.sendOnly(request)
    return call
  }

  private func open(
    _ path: String, _ options: CallOptions, _ deadline: NIODeadline?
  ) async throws(Status) -> ClientCall {
    try await withTaskExecutorPreference(executor) { () async throws(Status) -> ClientCall in
      if Task.isCancelled { throw Status(.cancelled, "the task was cancelled") }
      if self.state.value.usable == nil, let status = await self.connect(deadline) { throw status }
      guard let connection = self.state.value.usable else {
        throw Status(.unavailable, "the connection was lost")
      }
      return ClientCall(
        CallReference(try connection.open(path, options, deadline: deadline)),
        compression: options.compression)
    }
  }

  /// Waits for a connection; on the loop.
  private func connect(_ deadline: NIODeadline?) async -> Status? {
    let id = state.value.numberWaiter()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { state.value.wait(id, deadline: deadline, $0) }
    } onCancel: {
      executor.loop.execute { [state] in
        state.value.resume(id, Status(.cancelled, "the task was cancelled"))
      }
    }
  }
}

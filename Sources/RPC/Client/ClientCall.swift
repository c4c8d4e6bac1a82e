package import NIOCore

/// A streaming call as its caller sees it; dropping it, or cancelling the task that waits on it,
/// cancels the call.
package final class ClientCall: Sendable {
  private let attempts: NIOLoopBound<CallAttempts>
  private let executor: LoopTaskExecutor

  /// A call; made on the client's event loop.
  init(_ attempts: CallAttempts, executor: LoopTaskExecutor) {
    self.attempts = NIOLoopBound(attempts, eventLoop: executor.loop)
    self.executor = executor
  }

  deinit {
    end("the call was dropped")
  }

  /// The messages of the server; the sequence ends when the call went well, else it throws the
  /// call's status.
  package var responses: ResponseStream { ResponseStream(call: self) }

  /// The same messages, each with whether it came compressed.
  package var receivedMessages: ReceivedMessages {
    ReceivedMessages { () throws(Status) in try await self.next() }
  }

  /// Sends a message; returns once there is room for another, which is when the server reads.
  ///
  /// It is compressed as the call's options say, or as chosen here; in a call whose options say
  /// `never`, no message is.
  package func send(
    _ message: ByteBuffer, compression: MessageCompression? = nil
  ) async throws(Status) {
    try await onLoop { (attempts) async throws(Status) in
      try await attempts.send(message, compression)
    }
  }

  /// Says that no more messages follow.
  package func finishSending() {
    soon { $0.finishSending() }
  }

  /// Says that no more messages follow, and waits for the one response.
  package func onlyResponse() async throws(Status) -> ByteBuffer {
    try await unaryResponse().message
  }

  /// The metadata that comes before the first message; waits for it.
  package func initialMetadata() async throws(Status) -> Metadata {
    try await onLoop { (attempts) async throws(Status) in
      let metadata = try await attempts.withStream { (stream) async throws(Status) in
        try await stream.initialMetadata()
      }
      attempts.commit()
      return metadata
    }
  }

  /// The metadata that came with the status; empty until `responses` has ended.
  package func trailingMetadata() async -> Metadata {
    await withTaskExecutorPreference(executor) {
      self.attempts.value.stream?.trailingMetadata ?? Metadata()
    }
  }

  /// Cancels the call; waiting sends and reads fail with `CANCELLED`.
  package func cancel() {
    end("the call was cancelled")
  }

  /// Makes the first attempt.
  func begin() async throws(Status) {
    try await onLoop { (attempts) async throws(Status) in try await attempts.begin() }
  }

  /// The next message, `nil` after the last.
  func next() async throws(Status) -> ReceivedMessage? {
    try await onLoop { (attempts) async throws(Status) in
      let message = try await attempts.withStream { (stream) async throws(Status) in
        try await stream.next()
      }
      attempts.commit()
      if message == nil { attempts.succeeded() }
      return message
    }
  }

  /// Sends the only message of the call and the end with it.
  func sendOnly(_ message: ByteBuffer) async throws(Status) {
    try await onLoop { (attempts) async throws(Status) in
      try await attempts.sendOnly(message)
    }
  }

  /// The one response with everything around it.
  func unaryResponse() async throws(Status) -> UnaryResponse {
    try await onLoop { (attempts) async throws(Status) in
      attempts.finishSending()
      do throws(Status) {
        // Nobody has seen the message before the status is there.
        let response = try await attempts.withStream { (stream) async throws(Status) in
          try await stream.unaryResponse()
        }
        attempts.succeeded()
        return response
      } catch {
        attempts.finish(error)
        throw error
      }
    }
  }

  // MARK: Private

  /// Does something as a task on the loop; cancelling the task cancels the call.
  private func onLoop<Value: Sendable>(
    _ body: (CallAttempts) async throws(Status) -> Value
  ) async throws(Status) -> Value {
    do throws(Status) {
      return try await withTaskExecutorPreference(executor) { () async throws(Status) -> Value in
        try await body(self.attempts.value)
      }
    } catch {
      if Task.isCancelled { cancel() }
      throw error
    }
  }

  private func end(_ reason: String) {
    soon { $0.finish(Status(.cancelled, reason)) }
  }

  /// Does something on the loop: now when already there, else soon, in order.
  private func soon(_ body: @escaping @Sendable (CallAttempts) -> Void) {
    if executor.loop.inEventLoop {
      body(attempts.value)
    } else {
      executor.loop.execute { [attempts] in body(attempts.value) }
    }
  }
}

internal import NIOCore

/// How tasks on any thread reach a call's stream, which lives on one event loop.
///
/// On the loop, what can be answered at once is answered without a suspension. Everything else
/// runs as a task on the loop, so that waiting, cancelling and resuming cannot cross.
struct CallReference<Stream: CallStream>: Sendable {
  let bound: NIOLoopBound<Stream>
  let executor: LoopTaskExecutor

  init(_ stream: Stream) {
    bound = NIOLoopBound(stream, eventLoop: stream.connection.loop)
    executor = stream.connection.executor
  }

  /// The next message, inflated if it was compressed; `nil` at the end.
  func next() async throws(Status) -> ReceivedMessage? {
    guard let message = try await nextFramed() else { return nil }
    return try await opened(message)
  }

  /// The next message and what came with it, as long as it is not compressed, so many at most; nothing
  /// at the end.
  func next(atMost most: Int) async throws(Status) -> [ByteBuffer] {
    guard let first = try await next() else { return [] }
    return await onStream { stream in
      var taken: [ByteBuffer] = []
      taken.reserveCapacity(min(most, 1 + stream.inbound.count))
      taken.append(first.bytes)
      stream.takeMore(most, into: &taken)
      return taken
    }
  }

  /// Sends messages in one go; returns once there is room for another.
  func send(_ batch: MessageBatch) async throws(Status) {
    for piece in batch.pieces {
      switch piece {
      case .small(let messages, let largestBytes):
        try await append { (stream) throws(Status) in
          try stream.send(framed: messages, largestBytes: largestBytes)
        }
      case .large(let message): try await send(message, .automatic)
      }
    }
  }

  /// Asks the stream something, on its loop.
  func onStream<Answer: Sendable>(_ ask: @Sendable (Stream) -> Answer) async -> Answer {
    if executor.loop.inEventLoop { return ask(bound.value) }
    return await withTaskExecutorPreference(executor) { ask(self.bound.value) }
  }

  /// Sends a message; returns once there is room for another.
  func send(
    _ message: ByteBuffer, _ compression: MessageCompression
  ) async throws(Status) {
    try await send(try await framed(message, compression))
  }

  /// The next message as it stood on the wire, `nil` at the end.
  private func nextFramed() async throws(Status) -> FramedMessage? {
    if executor.loop.inEventLoop, let ready = bound.value.takeReady() { return try ready.get() }
    let result = await withTaskExecutorPreference(executor) { await self.waitForMessage() }
    return try result.get()
  }

  /// Sends a message that is framed already; returns once there is room for another.
  func send(_ message: FramedMessage) async throws(Status) {
    try await append { (stream) throws(Status) in try stream.send(message) }
  }

  /// Appends to what is to be sent, and waits if the body says so.
  private func append(
    _ body: @Sendable (Stream) throws(Status) -> Bool
  ) async throws(Status) {
    if executor.loop.inEventLoop, try !body(bound.value) { return }
    let isAppended = executor.loop.inEventLoop
    let failure = await withTaskExecutorPreference(executor) { () async -> Status? in
      if !isAppended {
        do throws(Status) {
          if try !body(self.bound.value) { return nil }
        } catch {
          return error
        }
      }
      return await self.waitForRoom()
    }
    if let failure { throw failure }
  }

  /// Does something on the loop: now when already there, else soon, in order.
  func onLoop(_ body: @escaping @Sendable (Stream) -> Void) {
    if executor.loop.inEventLoop {
      body(bound.value)
    } else {
      executor.loop.execute { body(bound.value) }
    }
  }

  private func waitForMessage() async -> CallStream.ReadResult {
    let id = bound.value.numberWaiter()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { bound.value.read(id, $0) }
    } onCancel: {
      executor.loop.execute { bound.value.cancelReader(id) }
    }
  }

  private func waitForRoom() async -> Status? {
    let id = bound.value.numberWaiter()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { bound.value.waitToSend(id, $0) }
    } onCancel: {
      executor.loop.execute { bound.value.cancelSender(id) }
    }
  }
}

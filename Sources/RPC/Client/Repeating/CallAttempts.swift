internal import NIOCore

/// One call of a client over all of its attempts: opens a stream, and another one when a call has
/// failed that may be repeated. It belongs to the client's event loop, and so do its tasks.
final class CallAttempts {
  let channel: ClientChannel
  private let path: String
  private let options: CallOptions
  private let deadline: NIODeadline
  private let patience: Patience

  /// The attempt that is under way, or the last one.
  private(set) var stream: ClientStream?
  /// Counts the attempts, so that two tasks that see one fail do not begin two new ones.
  private var generation = 0
  private var retry: CallRetry
  private var replay: ReplayBuffer
  private var hasFinishedSending = false
  private var isCommitted = false
  /// Why there are no more attempts, once the caller has ended the call.
  private var ended: Status?

  private var isRecovering = false
  private var recoveryWaiters: [CheckedContinuation<Void, Never>] = []
  private var connectionWaiter: Int?
  private var pausing: CheckedContinuation<Void, Never>?

  init(_ channel: ClientChannel, _ path: String, _ options: CallOptions, timeout: Duration) {
    self.channel = channel
    self.path = path
    self.options = options
    deadline = CallTimeout.deadline(options.timeout ?? timeout)
    patience = options.readyTimeout.map { .untilReady($0) } ?? .failsFast
    retry = CallRetry(channel.configuration.retry, isSafe: options.isSafe)
    replay = ReplayBuffer(maxBytes: channel.configuration.maxReplayBytes)
  }

  /// Makes the first attempt.
  func begin() async throws(Status) {
    isRecovering = true
    defer { recovered() }
    do throws(Status) {
      try await attempt(patience, after: nil)
    } catch {
      try await again(after: error, .unconnected)
    }
  }

  /// Does something with the attempt that is under way, and again with the next one if it fails
  /// and may be repeated.
  func withStream<Value>(
    _ body: (CallReference<ClientStream>) async throws(Status) -> Value
  ) async throws(Status) -> Value {
    while true {
      let seen = generation
      guard let stream else { throw ended ?? ChannelMachine.closed }
      do throws(Status) {
        let value = try await body(CallReference(stream))
        // Another task's send may have begun the call anew meanwhile, which answers from the start.
        if seen == generation { return value }
      } catch {
        try await recover(seen, error)
      }
    }
  }

  /// Sends a message; waits while the server reads slowly.
  func send(
    _ message: ByteBuffer, _ compression: MessageCompression?
  ) async throws(Status) {
    let message = try await framed(message, compression)
    if !isCommitted, !replay.append(message) { commit() }
    let seen = generation
    guard let stream else { throw ended ?? ChannelMachine.closed }
    do throws(Status) {
      try await CallReference(stream).send(message)
    } catch {
      // A new attempt begins with everything that was kept, this message included.
      try await recover(seen, error)
    }
  }

  /// Sends the only message of the call and the end with it; does not wait for the server.
  func sendOnly(_ message: ByteBuffer) async throws(Status) {
    let message = try await framed(message, nil)
    if !replay.append(message) { commit() }
    hasFinishedSending = true
    guard let stream else { throw ended ?? ChannelMachine.closed }
    // Whatever has ended the attempt meanwhile is met by whoever reads the answer.
    if stream.failure == nil { _ = try stream.send(message) }
    stream.finishSending()
  }

  /// Says that no more messages follow.
  func finishSending() {
    hasFinishedSending = true
    stream?.finishSending()
  }

  /// Notes that the caller has seen a part of the answer: there are no more attempts.
  func commit() {
    isCommitted = true
    retry.commit()
    replay.discard()
  }

  /// Counts a call that went well.
  func succeeded() {
    channel.throttle.countSuccess()
  }

  /// Ends the call and whatever its tasks wait for.
  func finish(_ status: Status) {
    guard ended == nil else { return }
    ended = status
    stream?.finish(status)
    if let connectionWaiter { channel.resume(connectionWaiter, status) }
    endPause()
  }

  /// The message as it goes to the server, the same in every attempt.
  private func framed(
    _ message: ByteBuffer, _ compression: MessageCompression?
  ) async throws(Status) -> FramedMessage {
    guard let stream else { throw ended ?? ChannelMachine.closed }
    return try await CallReference(stream).framed(message, compression ?? options.compression)
  }

  // MARK: Another attempt

  /// Makes another attempt after the one with a number has failed, unless there is one already.
  private func recover(_ seen: Int, _ status: Status) async throws(Status) {
    if seen != generation { return }
    if isRecovering {
      await withCheckedContinuation { recoveryWaiters.append($0) }
      if seen == generation { throw ended ?? status }
      return
    }
    isRecovering = true
    defer { recovered() }
    try await again(after: status, stream?.fate ?? .unconnected)
  }

  private func recovered() {
    isRecovering = false
    let waiting = recoveryWaiters
    recoveryWaiters = []
    for waiter in waiting { waiter.resume() }
  }

  private func again(after status: Status, _ fate: Fate) async throws(Status) {
    var (status, fate) = (status, fate)
    while true {
      guard ended == nil, !Task.isCancelled else { throw ended ?? status }
      let draw = Double.random(in: 0...1)
      switch retry.decide(ending(status, fate), throttle: &channel.throttle, draw: draw) {
      case .giveUp: throw status
      case .again(let wait):
        if wait > .zero { await pause(wait) }
      }
      do throws(Status) {
        try checkIsWanted(after: status)
        return try await attempt(patience == .failsFast ? .nextAttempt : patience, after: status)
      } catch {
        (status, fate) = (error, .unconnected)
      }
    }
  }

  private func ending(_ status: Status, _ fate: Fate) -> CallRetry.Ending {
    CallRetry.Ending(
      code: status.code, fate: fate,
      pushback: fate == .unconnected ? nil : stream.flatMap { Pushback($0.trailingMetadata) },
      hint: channel.retryHint(status), timeLeft: Duration(deadline - .now()))
  }

  /// Opens a stream, and sends what was sent before.
  ///
  /// - Parameter status: what the attempt before has failed with, if there was one.
  private func attempt(_ patience: Patience, after status: Status?) async throws(Status) {
    let stream = try await openStream(patience, after: status)
    self.stream?.finish(Status(.cancelled, "the call was made again"))
    self.stream = stream
    generation += 1
    for message in replay.messages { _ = try stream.send(message) }
    if hasFinishedSending { stream.finishSending() }
  }

  private func openStream(
    _ patience: Patience, after status: Status?
  ) async throws(Status) -> ClientStream {
    // A connection may go away between the moment when it is there and this one; nothing was sent then, so
    // that the next one is as good, however often it happens.
    repeat {
      if channel.usable == nil, let status = await waitForConnection(patience) { throw status }
      try checkIsWanted(after: status)
      let stream = try channel.usable?.open(
        path, options, previousAttempts: retry.previousAttempts, deadline: deadline)
      if let stream { return stream }
    } while .now() < deadline
    throw Status(.deadlineExceeded, "no connection took the call before the deadline")
  }

  /// Throws when there is to be no other attempt because of what happened while it waited.
  private func checkIsWanted(after status: Status?) throws(Status) {
    if let ended { throw ended }
    // What was sent meanwhile is not kept: another attempt would begin without it, and nobody would
    // know.
    if let status, isCommitted { throw status }
  }

  // MARK: Waiting

  private func waitForConnection(_ patience: Patience) async -> Status? {
    let cancelled = Status(.cancelled, "the task was cancelled")
    if Task.isCancelled { return cancelled }
    let id = channel.numberWaiter()
    connectionWaiter = id
    defer { connectionWaiter = nil }
    let bound = NIOLoopBound(channel, eventLoop: channel.loop)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { channel.wait(id, patience, until: deadline, $0) }
    } onCancel: {
      bound.eventLoop.execute { bound.value.resume(id, cancelled) }
    }
  }

  private func pause(_ time: Duration) async {
    let bound = NIOLoopBound(self, eventLoop: channel.loop)
    let timer = channel.loop.scheduleTask(in: TimeAmount(time)) { bound.value.endPause() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { pausing = $0 }
    } onCancel: {
      bound.eventLoop.execute { bound.value.endPause() }
    }
    timer.cancel()
  }

  private func endPause() {
    pausing.take()?.resume()
  }
}

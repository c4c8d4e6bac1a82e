internal import HTTP2
internal import NIOCore

/// One call on the server: from its headers to its status.
final class ServerStream: CallStream {
  private enum Phase { case receiving, running, finished }

  private static let hasEnded = Status(.cancelled, "the call has ended")

  private let method: Method
  /// The metadata that goes out with the status, if there is any.
  var trailingMetadata: Metadata?
  /// How many bytes the connection has counted as held by this call.
  var countedBytes = 0
  /// When the client last sent a part of a message.
  var lastReceived: NIODeadline
  /// Whether the one response of the call is compressed.
  var responseCompression = MessageCompression.automatic

  private let server: ServerConnection
  private var deadline: ContinuousClock.Instant?
  private var phase = Phase.receiving
  private var hasSentHeaders = false
  /// How many bytes had been sent when the client was last found to be at work.
  private var lastSentBytes = 0
  private var task: Task<Void, Never>?
  private var deadlineTimer: Scheduled<Void>?

  init(
    server: ServerConnection, stream: HTTP2.Stream, method: Method, encoding: MessageEncoding,
    timeout: Duration?
  ) {
    self.server = server
    self.method = method
    lastReceived = server.connection.lastReadTime
    super.init(
      connection: server.connection, stream: stream, encoding: encoding,
      limits: server.messageLimits, takesOneMessage: method.takesOneRequest)
    if let timeout { startDeadline(timeout) }
  }

  /// The metadata that the client sent.
  var metadata: Metadata { Metadata(stream.headers) }

  /// Who calls.
  var peer: Peer { server.peer }

  /// What the call holds: requests that wait, a part of one, and the headers, which are kept as they
  /// came and as metadata.
  var heldBytes: Int {
    guard phase != .finished else { return 0 }
    let ofHeaders = 2 * stream.headerBytes
    guard inbound.holdsAnything else { return ofHeaders }
    return inbound.heldBytes + inbound.count * HeldBytes.perMessage + ofHeaders
  }

  /// For how long a handler has waited for a message while nothing went the other way either.
  func requestSilence(_ now: NIODeadline) -> TimeAmount {
    guard !takesOneMessage, isReaderWaiting, !inbound.hasEnded else { return .nanoseconds(0) }
    if lastSentBytes != stream.sentBytes {
      lastSentBytes = stream.sentBytes
      lastReceived = now
    }
    return now - lastReceived
  }

  /// Starts the clock for the client's messages anew, because it could not send any.
  func excuseSilence(_ now: NIODeadline) {
    lastReceived = now
    restartProgress(now)
  }

  /// Begins the call once its headers are there.
  func begin(endsStream: Bool) {
    noteProgress()
    if endsStream { receiveEnd() }
    if !takesOneMessage { start(request: nil) }
  }

  /// Goes on after the handler was asked that answers at once, for a request that came whole.
  func proceed(after outcome: ImmediateOutcome, withWhole request: UnsafeRawBufferPointer) {
    inbound.noteOnlyMessage()
    noteProgress()
    phase = .running
    proceed(after: outcome, FramedMessage(bytes: ByteBuffer(bytes: request)))
  }

  override func receiveEnd() {
    super.receiveEnd()
    guard takesOneMessage, phase == .receiving else { return }
    guard inbound.count == 1, case .success(let request?) = takeReady() else {
      finish(Status(.unimplemented, "the method takes exactly one message"))
      return
    }
    start(request: request)
  }

  /// Read when a message is to be compressed, which is seldom.
  override var peerReadsGzip: Bool { MessageEncoding.isGzipAccepted(by: stream.headers) }

  override func prepareToSend(isCompressed: Bool) {
    guard !hasSentHeaders else { return }
    // The one message of a response is known by now; of several, any may be compressed.
    respond(nil, declaresGzip: isCompressed || !method.sendsOneResponse && peerReadsGzip)
  }

  override func messageTaken() {
    server.recount(self)
  }

  override func violated(_ status: Status) {
    finish(status)
  }

  /// Sends the response's headers, once.
  func sendInitialMetadata(_ metadata: Metadata) {
    respond(metadata, declaresGzip: peerReadsGzip)
  }

  /// Ends the call with a status: in trailers, or in a response that is nothing else.
  ///
  /// - Parameter isFromHandler: what the handler sent before its status is still delivered then.
  func finish(_ status: Status, isFromHandler: Bool = false) {
    guard phase != .finished else { return }
    phase = .finished
    deadlineTimer?.cancel()
    deadlineTimer = nil
    if hasSentHeaders, stream.unsentBytes > 0, !isFromHandler, status.code.isOurDecision {
      // The client does not read; the status would wait behind what it does not read.
      connection.session.reset(stream, .cancel)
    } else if hasSentHeaders {
      sendTrailers(status)
    } else {
      server.respondOnly(stream, trailers(status, after: ResponseHeaders.grpc.block))
    }
    connection.setNeedsFlush()
    over(status)
  }

  /// Ends the call because its stream is closed.
  func closed(_ error: ErrorCode) {
    guard phase != .finished else { return }
    phase = .finished
    deadlineTimer?.cancel()
    deadlineTimer = nil
    over(Status(.cancelled, "the client cancelled the call"))
  }

  /// Takes what the handler came to.
  func handlerEnded(_ outcome: Result<FramedMessage?, Status>) {
    task = nil
    server.handlerEnded()
    guard phase == .running else { return }
    switch outcome {
    case .success(let message):
      do throws(Status) {
        if let message { _ = try send(message) } else { prepareToSend(isCompressed: false) }
        finish(.ok)
      } catch {
        finish(error)
      }
    case .failure(let status):
      finish(status, isFromHandler: true)
    }
  }

  // MARK: Private

  private func respond(_ metadata: Metadata?, declaresGzip: Bool) {
    guard !hasSentHeaders, phase == .running else { return }
    hasSentHeaders = true
    server.respond(stream, metadata, declaringGzip: declaresGzip)
  }

  private func start(request: FramedMessage?) {
    guard phase == .receiving else { return }
    phase = .running
    guard method.answersAtOnce, let request, !request.isCompressed else {
      return run(method.handler, request: request)
    }
    let outcome = request.bytes.withUnsafeReadableBytes {
      server.answerAtOnce(method, $0, on: stream)
    }
    proceed(after: outcome, request)
  }

  private func proceed(after outcome: ImmediateOutcome, _ request: FramedMessage) {
    switch outcome {
    case .answered:
      hasSentHeaders = true
      finish(.ok)
    case .unanswered:
      run(method.handler, request: request)
    case .toCompress(let answer):
      run(.unary { _, _ in answer }, request: nil)
    case .failed(let status, let isAnswered):
      hasSentHeaders = isAnswered
      finish(status, isFromHandler: true)
    }
  }

  private func run(_ handler: Method.Handler, request: FramedMessage?) {
    guard server.handlerStarts() else {
      finish(
        Status(
          .resourceExhausted,
          "too many calls of this connection are still running: at most"
            + " \(server.limits.maxHandlersPerConnection) may; try again when some have ended"))
      return
    }
    let context = CallContext(
      path: method.path, metadata: metadata, peer: server.peer, deadline: deadline,
      isRequestCompressed: request?.isCompressed ?? false, reference: CallReference(self))
    let run = HandlerRun(
      handler: handler, request: request, context: context, logger: server.logger)
    let task = Task.immediate(executorPreference: connection.executor) { await run() }
    if phase == .running { self.task = task }
  }

  private func over(_ status: Status) {
    fail(status.code == .ok ? Self.hasEnded : status)
    if !stream.isClosed { server.recount(self) }
    task?.cancel()
    task = nil
  }

  private func startDeadline(_ timeout: Duration) {
    deadline = .now.advanced(by: timeout)
    let bound = NIOLoopBound(self, eventLoop: connection.loop)
    deadlineTimer = connection.loop.scheduleTask(in: TimeAmount(timeout)) {
      bound.value.finish(Status(.deadlineExceeded, "the deadline has passed"))
    }
  }

  private func sendTrailers(_ status: Status) {
    if status.isPlainlyOK, trailingMetadata == nil {
      connection.session.end(stream, trailers: ResponseHeaders.ok)
    } else {
      connection.session.end(stream, trailers: trailers(status, after: HeaderBlock()))
    }
  }

  private func trailers(_ status: Status, after block: HeaderBlock) -> HeaderBlock {
    var block = block
    status.write(to: &block)
    trailingMetadata?.write(to: &block)
    return block
  }
}

extension Status {
  /// Whether there is nothing to tell but that the call went well.
  fileprivate var isPlainlyOK: Bool { code == .ok && message.isEmpty && details.isEmpty }
}

extension Status.Code {
  /// Whether the server ends calls with this status by itself, while their handlers run.
  fileprivate var isOurDecision: Bool {
    self == .deadlineExceeded || self == .unavailable
  }
}

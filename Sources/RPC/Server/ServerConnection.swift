internal import HTTP2
internal import Logging
internal import NIOCore

/// One connection of the server: gives each stream its call, and watches over the time.
///
/// It belongs to the channel's event loop.
final class ServerConnection: HTTP2ConnectionDelegate {
  let connection: HTTP2Connection
  /// Who is at the other end; its name is known once the handshake is over.
  var peer: Peer
  let limits: ServerLimits
  let logger: Logger

  private let methods: MethodTable
  let healthz: @Sendable () -> Healthz
  private let registry: ConnectionRegistry
  /// How many handlers run, those of calls that are over among them.
  private(set) var runningHandlers = 0
  /// How many bytes of unfinished messages the calls hold.
  private var partialBytes = 0
  /// Whether the peer's settings have come.
  private(set) var isSetUp = false
  private(set) var isChannelClosed = false
  private(set) var drain = DrainPhase.none
  /// Whether a response has told the peer which encodings we read.
  private var hasAdvertisedEncodings = false
  /// When the last stream was closed or the last handler ended.
  private(set) var quietSince = NIODeadline.now()

  /// How far a graceful end has come.
  enum DrainPhase { case none, announced, final }

  /// A connection on a channel.
  init(
    channel: any Channel, configuration: ServerConfiguration, methods: MethodTable,
    registry: ConnectionRegistry
  ) throws(HTTP2Error) {
    limits = configuration.limits
    logger = configuration.logger
    healthz = configuration.healthz
    self.methods = methods
    self.registry = registry
    peer = Peer(channel.remoteAddress)
    var settings = SessionSettings(role: .server)
    settings.maxConcurrentStreams = UInt32(limits.maxStreamsPerConnection)
    settings.maxHeaderBytes = limits.maxMetadataBytes
    connection = try HTTP2Connection(channel: channel, settings: settings)
    connection.delegate = self
  }

  /// Whether nothing goes on: no stream is open and no handler runs.
  var isQuiet: Bool { connection.session.isQuiet && runningHandlers == 0 }

  func handle(_ event: Event, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(let stream, let block, let endsStream, let isOversized):
      if let call = call(stream) {
        if endsStream { call.receiveEnd() }
      } else {
        accept(stream, block, endsStream: endsStream, isOversized: isOversized)
      }
    case .data(let stream, let range):
      receive(UnsafeRawBufferPointer(rebasing: input[range]), on: stream)
    case .endOfStream(let stream):
      call(stream)?.receiveEnd()
    case .sentEndOfStream(let stream):
      // The rest of the request is of no use any more (RFC 9113, section 8.1).
      connection.session.reset(stream, .noError)
    case .drained(let stream):
      call(stream)?.drained()
    case .closed(let stream, let code):
      call(stream)?.closed(code)
      stream.owner = nil
      quietSince = .now()
    case .settings:
      isSetUp = true
    case .pingAcknowledged:
      finishDrain()
    case .goAway:
      break
    }
  }

  /// Registers the connection; false when there are too many or the server is going away.
  func channelActive() -> Bool {
    registry.add(self)
  }

  // MARK: From calls

  /// Counts a handler that is about to run; false when too many do.
  func handlerStarts() -> Bool {
    guard runningHandlers < limits.maxHandlersPerConnection else { return false }
    runningHandlers += 1
    return true
  }

  /// Counts a handler that has ended.
  func handlerEnded() {
    runningHandlers -= 1
    quietSince = .now()
    reportIdle()
  }

  /// Counts again what a call holds of unfinished messages.
  func recount(_ call: ServerStream) {
    partialBytes += call.inbound.partialBytes - call.countedPartialBytes
    call.countedPartialBytes = call.inbound.partialBytes
  }

  /// The beginning of a response. The first one of a connection says which encodings we read.
  func responseHeaders(declaringGzip declaresGzip: Bool) -> HeaderBlock {
    defer { hasAdvertisedEncodings = true }
    if declaresGzip { return ResponseHeaders.grpcGzip }
    return hasAdvertisedEncodings ? ResponseHeaders.grpc : ResponseHeaders.grpcAdvertising
  }

  /// Sends a response's headers.
  func respond(_ stream: HTTP2.Stream, _ headers: HeaderBlock) {
    attempt(stream) { () throws(HTTP2Error) in
      try connection.session.respond(stream, headers)
    }
  }

  /// Sends a response that is nothing but headers.
  func respondOnly(_ stream: HTTP2.Stream, _ headers: HeaderBlock) {
    attempt(stream) { () throws(HTTP2Error) in
      try connection.session.respondOnly(stream, headers)
    }
  }

  // MARK: The end

  /// Begins a graceful end: new calls are taken until the peer has heard of it.
  func startDrain() {
    guard drain == .none else { return }
    drain = .announced
    connection.staysOpen = true
    connection.session.announceShutdown()
    connection.session.ping()
    connection.setNeedsFlush()
  }

  /// Refuses new calls; the connection is closed after the last one that runs.
  func finishDrain() {
    guard drain == .announced else { return }
    drain = .final
    connection.staysOpen = false
    connection.session.goAway()
    connection.setNeedsFlush()
  }

  /// Ends every call with a status and the connection after it.
  func end(_ status: Status) {
    drain = .final
    connection.staysOpen = false
    for stream in connection.session.openStreams { call(stream)?.finish(status) }
    connection.flush()
    connection.session.terminate(.noError)
    connection.setNeedsFlush()
  }

  /// Cancels what is left, because the channel is closed.
  func channelClosed() {
    isChannelClosed = true
    connection.channelClosed()
    reportIdle()
  }

  // MARK: Private

  private func call(_ stream: HTTP2.Stream) -> ServerStream? {
    stream.owner.map { unsafeDowncast($0, to: ServerStream.self) }
  }

  private func accept(
    _ stream: HTTP2.Stream, _ headers: HeaderBlock, endsStream: Bool, isOversized: Bool
  ) {
    switch RequestKind(headers, isOversized: isOversized, methods: methods) {
    case .call(let method, let encoding, let timeout):
      let call = ServerStream(
        server: self, stream: stream, method: method, headers: headers, encoding: encoding,
        timeout: timeout)
      stream.owner = call
      call.begin(endsStream: endsStream)
    case .healthz:
      let answer = healthz()
      answerPlainly(stream, status: answer.isHealthy ? "200" : "503", body: answer.body)
    case .refused(let answer):
      respondOnly(stream, answer)
    case .notGRPC(let status, let message):
      answerPlainly(
        stream, status: status, body: message, allow: status == "405" ? "POST" : nil)
    }
  }

  private func answerPlainly(
    _ stream: HTTP2.Stream, status: String, body: String, allow: String? = nil
  ) {
    var body = body
    let headers = ResponseHeaders.plain(
      status: status, contentLength: body.utf8.count, allow: allow)
    respond(stream, headers)
    body.withUTF8 { connection.session.append(UnsafeRawBufferPointer($0), to: stream) }
    connection.session.end(stream)
  }

  private func receive(_ bytes: UnsafeRawBufferPointer, on stream: HTTP2.Stream) {
    guard let call = call(stream) else {
      connection.session.consume(bytes.count, of: stream)
      return
    }
    call.receive(bytes)
    recount(call)
    if partialBytes > limits.maxPartialBytesPerConnection {
      call.finish(
        Status(.resourceExhausted, "this connection sends too many large messages at once"))
    }
  }

  private func attempt(_ stream: HTTP2.Stream, _ body: () throws(HTTP2Error) -> Void) {
    do throws(HTTP2Error) {
      try body()
    } catch {
      logger.error("a response could not be sent", metadata: ["error": "\(error.message)"])
      connection.session.reset(stream, .internalError)
    }
  }

  private func reportIdle() {
    if isChannelClosed, runningHandlers == 0 { registry.remove(self) }
  }
}

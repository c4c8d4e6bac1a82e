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
  let network: PeerNetwork
  let limits: ServerLimits
  /// How large the messages of its calls may be.
  let messageLimits: MessageLimits
  let logger: Logger

  private let methods: MethodTable
  let healthz: @Sendable () -> Healthz
  private let registry: ConnectionRegistry
  /// What is held for this connection.
  var held: HeldBytes
  /// Whether the peer has sent anything.
  var hasReceived = false
  /// Streams that are answered without a call, and since when.
  private(set) var plainStreams: [Int32: NIODeadline] = [:]
  /// How many handlers run, those of calls that are over among them.
  private(set) var runningHandlers = 0
  /// Whether the peer's settings have come.
  private(set) var isSetUp = false
  private(set) var isChannelClosed = false
  private(set) var drain = DrainPhase.none
  /// Whether a response has told the peer which encodings we read.
  private var hasAdvertisedEncodings = false
  /// When the last stream was closed or the last handler ended, if nothing has gone on since.
  private(set) var quietSince = NIODeadline.now()
  /// Calls that are over, whose memory the next ones use.
  private var spareCalls: [ServerStream] = []
  /// How many of them are kept.
  private static let maxSpareCalls = 128

  /// How far a graceful end has come: the peer hears of it, then it has its last stream, then its
  /// calls are ended for it.
  enum DrainPhase { case none, announced, final, ended }

  /// A connection on a channel.
  init(
    channel: any Channel, configuration: ServerConfiguration, methods: MethodTable,
    registry: ConnectionRegistry
  ) throws(HTTP2Error) {
    limits = configuration.limits
    messageLimits = MessageLimits(configuration.limits)
    logger = configuration.logger
    healthz = configuration.healthz
    self.methods = methods
    self.registry = registry
    peer = Peer(channel.remoteAddress)
    network = PeerNetwork(address: peer.address)
    held = HeldBytes(registry.load)
    connection = try HTTP2Connection(channel: channel, settings: SessionSettings(limits))
  }

  /// Whether nothing goes on: no stream is open and no handler runs.
  var isQuiet: Bool { connection.session.isQuiet && runningHandlers == 0 }

  func handle(_ event: Event, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(let stream, isFirst: true, let endsStream, let isOversized):
      accept(stream, endsStream: endsStream, isOversized: isOversized)
    case .headers(let stream, isFirst: false, let endsStream, _):
      // A request's trailers say nothing that gRPC knows of.
      _ = stream.takeLaterHeaders()
      if endsStream { call(stream)?.receiveEnd() }
    case .data(let stream, let range, let endsStream):
      receive(UnsafeRawBufferPointer(rebasing: input[range]), on: stream, endsStream: endsStream)
    case .endOfStream(let stream):
      call(stream)?.receiveEnd()
    case .sentEndOfStream(let stream):
      // The rest of the request is of no use any more (RFC 9113, section 8.1).
      connection.session.reset(stream, .noError)
    case .drained(let stream):
      call(stream)?.drained()
    case .closed(let stream, let code):
      closed(stream, code)
    case .settings:
      isSetUp = true
    case .pingAcknowledged:
      finishDrain()
    case .goAway:
      break
    }
  }

  /// What all connections hold together.
  var load: ServerLoad { registry.load }

  /// The call of a stream; a stream that is answered plainly has none.
  func call(_ stream: HTTP2.Stream) -> ServerStream? {
    stream.owner.map { unsafeDowncast($0, to: ServerStream.self) }
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
    noteQuiet()
    reportIdle()
  }

  /// Sends a response's headers. The first ones of a connection say which encodings we read.
  func respond(_ stream: HTTP2.Stream, _ metadata: Metadata, declaringGzip declaresGzip: Bool) {
    let headers =
      if declaresGzip {
        ResponseHeaders.grpcGzip
      } else {
        hasAdvertisedEncodings ? ResponseHeaders.grpc : ResponseHeaders.grpcAdvertising
      }
    hasAdvertisedEncodings = true
    attempt(stream) { () throws(HTTP2Error) in
      if metadata.isEmpty {
        try connection.session.respond(stream, headers)
      } else {
        var block = headers.block
        metadata.write(to: &block)
        try connection.session.respond(stream, block)
      }
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
    drain = .ended
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
    held.report(0)
    reportIdle()
  }

  // MARK: Private

  private func accept(_ stream: HTTP2.Stream, endsStream: Bool, isOversized: Bool) {
    guard load.streamBegins() else {
      // Nothing was done for it, so that the client may safely try again.
      connection.session.reset(stream, .refusedStream)
      return
    }
    let kind = RequestKind(stream.headers, isOversized: isOversized, methods: methods)
    if case .call = kind {} else { plainStreams[stream.id] = .now() }
    switch kind {
    case .call(let method, let encoding, let timeout):
      let call = makeCall(stream, method, encoding, timeout)
      stream.owner = call
      recount(call)
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

  /// A call for a stream, in the memory of an earlier one if there is any.
  private func makeCall(
    _ stream: HTTP2.Stream, _ method: Method, _ encoding: MessageEncoding, _ timeout: Duration?
  ) -> ServerStream {
    guard let spare = spareCalls.popLast() else {
      return ServerStream(
        server: self, stream: stream, method: method, encoding: encoding, timeout: timeout)
    }
    spare.reuse(stream, method: method, encoding: encoding, timeout: timeout)
    return spare
  }

  private func answerPlainly(
    _ stream: HTTP2.Stream, status: String, body: String, allow: String? = nil
  ) {
    var body = body
    let headers = ResponseHeaders.plain(
      status: status, contentLength: body.utf8.count, allow: allow)
    attempt(stream) { () throws(HTTP2Error) in
      try connection.session.respond(stream, headers)
    }
    body.withUTF8 { connection.session.append(UnsafeRawBufferPointer($0), to: stream) }
    connection.session.end(stream)
  }

  private func receive(
    _ bytes: UnsafeRawBufferPointer, on stream: HTTP2.Stream, endsStream: Bool
  ) {
    guard let call = call(stream) else {
      connection.session.consume(bytes.count, of: stream)
      return
    }
    if endsStream, !endIfTooMuch(call), call.takeWhole(bytes) {
      connection.session.countMessage()
      return
    }
    let received = call.inbound.receivedCount
    call.lastReceived = connection.lastReadTime
    call.receive(bytes)
    recount(call)
    if !endIfTooMuch(call) {
      countFragment(bytes.count, completesMessage: call.inbound.receivedCount > received)
    }
    if endsStream { call.receiveEnd() }
  }

  /// Counts what carries next to nothing of a message as if it carried nothing.
  private func countFragment(_ byteCount: Int, completesMessage: Bool) {
    if completesMessage {
      connection.session.countMessage()
    } else if byteCount < limits.fragmentBytes {
      do throws(HTTP2Error) {
        try connection.session.countFragment()
      } catch {
        connection.fail()
      }
    }
  }

  private func closed(_ stream: HTTP2.Stream, _ code: ErrorCode) {
    if var call = call(stream) {
      call.closed(code)
      held.ofCalls -= call.countedBytes
      call.countedBytes = 0
      stream.owner = nil
      load.streamEnds()
      // The memory of a call that nobody holds any more serves the next one.
      if spareCalls.count < Self.maxSpareCalls, isKnownUniquelyReferenced(&call) {
        call.release()
        spareCalls.append(call)
      }
    } else if plainStreams.removeValue(forKey: stream.id) != nil {
      load.streamEnds()
    }
    noteQuiet()
  }

  /// Remembers the time when nothing goes on any more; asking for it each time would cost more than
  /// many a call.
  private func noteQuiet() {
    if isQuiet { quietSince = .now() }
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
